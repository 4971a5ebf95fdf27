package cl.fizko.chat.application.dispatch;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryOutbox;
import cl.fizko.chat.application.fake.InMemoryTemplates;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.NoJournal;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A thousand messages of fifty conversations wait while the provider has a bad day. */
class BacklogTest {

    private static final Instant START = Instant.parse("2026-11-22T15:00:00Z");
    private static final int MESSAGES = 1_000;
    private static final int CONVERSATIONS = 50;
    private static final SendOutcome LOST = new SendOutcome.Unknown("no answer");
    private static final SendOutcome BLOCKED =
            new SendOutcome.LineBlocked(new Failure(FailureReason.CONFIG, "http:401", "the API key is not accepted"));

    private final MovableClock clock = new MovableClock(START);
    private final LineBreakers lines = new LineBreakers(clock);
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final WhatsAppConfig config = Samples.config("line");
    private final Far far = new Far();

    @Test
    void backlog_throttledHeldAndFailingNowAndThen_leavesOnceEachAndInOrder() {
        var seed = 20_261_122L;
        var random = new Random(seed);
        far.answers = () -> switch (random.nextInt(8)) {
            case 0 -> new SendOutcome.RetryLater(Optional.of(Duration.ofSeconds(1)), "http:429");
            case 1 -> new SendOutcome.Held(Duration.ofSeconds(2), "limit:line");
            case 2 -> new SendOutcome.RetryLater(Optional.empty(), "net:connect");
            default -> far.accept();
        };
        drain();
        assertThat(outbox.settled()).as("seed %d", seed).hasSize(MESSAGES).allMatch(Report.Sent.class::isInstance);
        assertInOrder(outbox.settled());
    }

    @Test
    void backlog_onALineWhoseKeyIsDeadForAnHour_isSentAfterwards_forAHandfulOfCalls() {
        var end = START.plus(Duration.ofHours(1));
        far.answers = () -> clock.instant().isBefore(end) ? BLOCKED : far.accept();
        drain();
        assertThat(outbox.settled()).hasSize(MESSAGES).allMatch(Report.Sent.class::isInstance);
        assertInOrder(outbox.settled());
        assertThat(far.calls - MESSAGES).isBetween(5, 12);
        assertThat(Duration.between(end, clock.instant())).isLessThan(Duration.ofMinutes(25));
    }

    @Test
    void backlog_onALineWhoseKeyStaysDead_failsAfterADay() {
        far.answers = () -> BLOCKED;
        drain();
        assertThat(outbox.settled())
                .hasSize(MESSAGES)
                .allSatisfy(report ->
                        assertThat(((Report.Failed) report).failure().code()).isEqualTo("http:401"));
        assertThat(clock.instant()).isAfter(START.plus(Duration.ofHours(24)));
        assertThat(far.calls).isLessThan(110);
    }

    @Test
    void backlog_onAProviderThatIsSilentForTenMinutes_losesAHandfulOfAnswersAndNoMore() {
        var end = START.plus(Duration.ofMinutes(10));
        far.answers = () -> clock.instant().isBefore(end) ? LOST : far.accept();
        drain();
        var unknown = outbox.settled().stream()
                .filter(Report.Unknown.class::isInstance)
                .count();
        assertThat(unknown).isBetween(10L, 25L);
        assertThat(outbox.settled()).hasSize(MESSAGES);
        assertInOrder(outbox.settled());
        assertThat(outbox.held()).isPositive();
    }

    private void drain() {
        var sending = new SendMessage(
                new InMemoryConfigs(config),
                new Providers(Map.of(PROVIDER, new ProviderPlugin.Provider(far, new PlainCodec(), true)), far),
                new InMemoryTemplates(),
                new NoJournal(),
                lines,
                new SendPolicy(new Random(1), clock),
                ReadReceipts.OFF,
                clock);
        for (var i = 0; i < MESSAGES; i++) {
            outbox.add(message(i));
        }
        for (var due = outbox.nextDue(); due.isPresent(); due = outbox.nextDue()) {
            if (due.get().isAfter(clock.instant())) {
                clock.moveTo(due.get());
            }
            outbox.claimDue(64).forEach(send -> outbox.record(sending.attempt(send)));
        }
    }

    private static void assertInOrder(List<Report> settled) {
        var last = new HashMap<ConversationId, Long>();
        for (var report : settled) {
            var number = report.send().id().value().getLeastSignificantBits();
            var before = last.put(report.send().conversation(), number);
            assertThat(before == null || before < number).isTrue();
        }
    }

    private ClaimedSend message(int number) {
        var conversation = new ConversationId(new UUID(1, number % CONVERSATIONS));
        return new ClaimedSend(
                new MessageId(new UUID(0, number)),
                conversation,
                config.id(),
                ContactAddress.of(Samples.CUSTOMER),
                new MessageContent.Text("hola"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CustomerServiceWindow(START.plus(Duration.ofDays(3)))),
                1,
                1,
                0,
                START,
                false,
                ConversationOwner.BOT);
    }

    private static final class Far implements MessagingProvider {
        private Supplier<SendOutcome> answers = this::accept;
        private final List<MessageId> seen = new ArrayList<>();
        private int calls;

        SendOutcome accept() {
            return new SendOutcome.Accepted(new ExternalId("wamid." + calls));
        }

        @Override
        public SendOutcome send(OutboundMessage message, Departure departure) {
            departure.begins();
            calls++;
            var answer = answers.get();
            if (answer instanceof SendOutcome.Accepted) {
                assertThat(seen).doesNotContain(message.id());
                seen.add(message.id());
            }
            return answer;
        }
    }
}
