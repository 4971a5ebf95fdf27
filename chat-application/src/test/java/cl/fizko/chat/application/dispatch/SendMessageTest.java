package cl.fizko.chat.application.dispatch;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.SendJournal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendMessageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final MessageContent TEXT = new MessageContent.Text("hola");

    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<String> steps = new ArrayList<>();
    private WhatsAppConfig config = Samples.config("line");
    private boolean journalIsFull;

    @Test
    void attempt_withinTheWindow_isMarkedBeforeItLeaves() {
        var report = attempt(TEXT, NOW.minusSeconds(86_399));
        assertThat(report).isInstanceOf(Report.Sent.class);
        assertThat(steps).containsExactly("begin");
        assertThat(provider.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.line()).isEqualTo(config.lineId());
            assertThat(sent.recipient()).isEqualTo(ContactAddress.of(Samples.CUSTOMER));
        });
    }

    @Test
    void attempt_outsideTheWindow_neverLeaves() {
        var report = (Report.Failed) attempt(TEXT, NOW.minusSeconds(86_400));
        assertThat(report.failure().reason()).isEqualTo(FailureReason.WINDOW_CLOSED);
        assertThat(provider.sent()).isEmpty();
        assertThat(steps).isEmpty();
    }

    @Test
    void attempt_templateOutsideTheWindow_leaves() {
        var template = new TemplateMessage("recordatorio_f29", "es_CL", Map.of());
        assertThat(attempt(template, NOW.minusSeconds(1_000_000))).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_onASwitchedOffNumber_neverLeaves() {
        config = Samples.config("line", false, true, List.of());
        var report = (Report.Failed) attempt(TEXT, NOW);
        assertThat(report.failure().code()).isEqualTo("config_inactive");
        assertThat(provider.sent()).isEmpty();
    }

    @Test
    void attempt_adapterWithABug_countsAsUnknownAndIsNotSentAgain() {
        provider.willThrow(new IllegalStateException("bug"));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Unknown.class);
        assertThat(provider.sent()).hasSize(1);
    }

    @Test
    void attempt_thatFailsBeforeTheRequestLeaves_isTriedAgain() {
        provider.willFailBeforeLeaving(new IllegalStateException("no thread for it"));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Deferred.class);
    }

    @Test
    void attempt_thatTheJournalRefuses_staysHereAndIsTriedAgain() {
        journalIsFull = true;
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Deferred.class);
    }

    private Report attempt(MessageContent content, Instant lastInboundAt) {
        var opened = new ProviderPlugin.Provider(provider, new PlainCodec(), true);
        var sending = new SendMessage(
                new InMemoryConfigs(config),
                new Providers(Map.of(PROVIDER, opened), provider),
                new RecordingJournal(),
                new SendPolicy(new Random(1)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return sending.attempt(new ClaimedSend(
                new MessageId(new UUID(0, 1)),
                new ConversationId(new UUID(0, 2)),
                config.id(),
                ContactAddress.of(Samples.CUSTOMER),
                content,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CustomerServiceWindow(lastInboundAt)),
                1,
                0,
                NOW,
                true,
                ConversationOwner.BOT));
    }

    private final class RecordingJournal implements SendJournal {
        @Override
        public UUID nodeId() {
            return new UUID(0, 9);
        }

        @Override
        public void begin(MessageId message) {
            assertThat(provider.sent()).isEmpty();
            if (journalIsFull) {
                throw new IllegalStateException("no slot is free");
            }
            steps.add("begin");
        }

        @Override
        public void end(MessageId message) {
            steps.add("end");
        }

        @Override
        public Optional<Set<MessageId>> leftBehind() {
            return Optional.empty();
        }
    }
}
