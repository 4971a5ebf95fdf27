package cl.fizko.chat.application.dispatch;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryTemplates;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.conversation.OptOut;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendJournal;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendMessageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final MessageContent TEXT = new MessageContent.Text("hola");

    private static final TemplateMessage TEMPLATE = new TemplateMessage("recordatorio_f29", "es_CL", Map.of());
    private static final Failure BAD_KEY = new Failure(FailureReason.CONFIG, "http:401", "the API key is not accepted");

    private final MovableClock clock = new MovableClock(NOW);
    private final LineBreakers lines = new LineBreakers(clock);
    private final InMemoryTemplates templates = new InMemoryTemplates();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<String> steps = new ArrayList<>();
    private WhatsAppConfig config = Samples.config("line");
    private ReadReceipts receipts = ReadReceipts.OFF;
    private Optional<ExternalId> quoted = Optional.empty();
    private boolean byAgent = true;
    private ConversationOwner owner = ConversationOwner.BOT;
    private Optional<OptOut> optOut = Optional.empty();
    private boolean journalIsFull;

    @Test
    void attempt_withinTheWindow_isMarkedBeforeItLeaves() {
        var report = attempt(TEXT, NOW.minusSeconds(86_399));
        assertThat(report).isInstanceOf(Report.Sent.class);
        assertThat(steps).containsExactly("begin 0");
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
        assertThat(attempt(TEMPLATE, NOW.minusSeconds(1_000_000))).isInstanceOf(Report.Sent.class);
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

    @Test
    void attempt_agentsReplyInAConversationThatAPersonTookOver_neverLeaves() {
        owner = ConversationOwner.HUMAN;
        var report = (Report.Failed) attempt(TEXT, NOW);
        assertThat(report.failure().reason()).isEqualTo(FailureReason.TAKEN_OVER);
        assertThat(provider.sent()).isEmpty();
        byAgent = false;
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_toACustomerWhoOptedOut_neverLeaves_butTheAgentsReplyDoes() {
        byAgent = false;
        optOut = Optional.of(new OptOut(NOW.minusSeconds(10)));
        for (var content : List.of(TEXT, TEMPLATE)) {
            var report = (Report.Failed) attempt(content, NOW.minusSeconds(11));
            assertThat(report.failure().code()).isEqualTo("opted_out");
            assertThat(report.failure().reason()).isEqualTo(FailureReason.RECIPIENT);
        }
        assertThat(provider.sent()).isEmpty();
        byAgent = true;
        assertThat(attempt(TEXT, NOW.minusSeconds(11))).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_toACustomerWhoOptedOutAndWroteAgain_leavesWithinTheWindow() {
        byAgent = false;
        optOut = Optional.of(new OptOut(NOW.minusSeconds(10)));
        assertThat(attempt(TEXT, NOW.minusSeconds(9))).isInstanceOf(Report.Sent.class);
        assertThat(attempt(TEMPLATE, NOW.minusSeconds(9))).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_onABlockedLine_isHeldWithoutACall_untilAProbeIsAccepted() {
        provider.willAnswer(new SendOutcome.LineBlocked(BAD_KEY));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Held.class);
        assertThat(attempt(TEXT, NOW))
                .isInstanceOfSatisfying(
                        Report.Held.class, held -> assertThat(held.why()).isEqualTo(BAD_KEY));
        assertThat(provider.sent()).hasSize(1);
        assertThat(lines.blocked()).extracting(BlockedLine::config).containsExactly(config.id());
        clock.pass(Duration.ofSeconds(30));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
        assertThat(lines.blocked()).isEmpty();
    }

    @Test
    void attempt_onABlockedLine_leavesAtOnceWithAnotherKey() {
        provider.willAnswer(new SendOutcome.LineBlocked(BAD_KEY));
        attempt(TEXT, NOW);
        config = Samples.config("line", "another token", Optional.empty());
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_onAnotherLine_isNotHeld() {
        provider.willAnswer(new SendOutcome.LineBlocked(BAD_KEY));
        attempt(TEXT, NOW);
        config = Samples.config("other");
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_adapterThatFailsAsAProbe_letsAnotherProbeGo() {
        provider.willAnswer(new SendOutcome.LineBlocked(BAD_KEY));
        attempt(TEXT, NOW);
        clock.pass(Duration.ofSeconds(30));
        journalIsFull = true;
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Deferred.class);
        journalIsFull = false;
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
    }

    @ParameterizedTest
    @EnumSource(ReadReceipts.class)
    void attempt_agentsReply_showsTheCustomerWhatTheSettingSays(ReadReceipts setting) {
        receipts = setting;
        quoted = Optional.of(new ExternalId("wamid.in"));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
        if (setting == ReadReceipts.OFF) {
            assertThat(provider.receipts()).isEmpty();
        } else {
            assertThat(provider.receipts())
                    .containsExactly(new ReadReceipt(
                            config.lineId(),
                            config.apiToken(),
                            quoted.get(),
                            Optional.empty(),
                            setting == ReadReceipts.TYPING));
        }
    }

    @Test
    void attempt_withoutAnAgentOrAQuote_showsNothingAsRead() {
        receipts = ReadReceipts.READ;
        attempt(TEXT, NOW);
        quoted = Optional.of(new ExternalId("wamid.in"));
        byAgent = false;
        attempt(TEXT, NOW);
        assertThat(provider.receipts()).isEmpty();
    }

    @Test
    void attempt_receiptThatFailsOrThrows_stopsNothing() {
        receipts = ReadReceipts.TYPING;
        quoted = Optional.of(new ExternalId("wamid.in"));
        provider.willAnswerReceipts(() -> Optional.of(BAD_KEY));
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
        provider.willAnswerReceipts(() -> {
            throw new IllegalStateException("bug");
        });
        assertThat(attempt(TEXT, NOW)).isInstanceOf(Report.Sent.class);
        assertThat(provider.receipts()).hasSize(2);
    }

    @Test
    void attempt_templateThatItsAccountDoesNotHave_neverLeaves() {
        config = Samples.config("line", "token", Optional.of("account"));
        assertThat(attempt(TEMPLATE, NOW)).isInstanceOf(Report.Sent.class);
        templates.with();
        assertThat(attempt(TEMPLATE, NOW)).isInstanceOfSatisfying(Report.Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(FailureReason.TEMPLATE);
            assertThat(failed.failure().code()).isEqualTo("template_unknown");
        });
        assertThat(provider.sent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TemplateStatus.class)
    void attempt_template_leavesOnlyWhenApproved(TemplateStatus status) {
        config = Samples.config("line", "token", Optional.of("account"));
        templates.with(template(status, List.of()));
        var report = attempt(TEMPLATE, NOW);
        if (status == TemplateStatus.APPROVED) {
            assertThat(report).isInstanceOf(Report.Sent.class);
        } else {
            var failure = ((Report.Failed) report).failure();
            assertThat(failure.code()).isEqualTo("template_not_approved");
            assertThat(failure.detail()).contains(status.wireName());
        }
    }

    @Test
    void attempt_templateWithoutAValue_namesIt() {
        config = Samples.config("line", "token", Optional.of("account"));
        templates.with(template(TemplateStatus.APPROVED, List.of("nombre")));
        var failure = ((Report.Failed) attempt(TEMPLATE, NOW)).failure();
        assertThat(failure.code()).isEqualTo("template_values");
        assertThat(failure.detail()).contains("nombre");
    }

    @Test
    void attempt_templateOnANumberWithoutAnAccount_isTheProvidersToDecide() {
        config = Samples.config("line", "token", Optional.empty());
        templates.with();
        assertThat(attempt(TEMPLATE, NOW)).isInstanceOf(Report.Sent.class);
    }

    @Test
    void attempt_templateKnownFromItsJudgementAlone_isNotMeasuredByAShapeItDoesNotHave() {
        config = Samples.config("line", "token", Optional.of("account"));
        var listed = template(TemplateStatus.APPROVED, List.of("nombre"));
        templates.with(new ProviderTemplate(
                "",
                listed.name(),
                listed.language(),
                listed.status(),
                listed.category(),
                listed.shape(),
                listed.rejectedReason()));
        assertThat(attempt(TEMPLATE, NOW)).isInstanceOf(Report.Sent.class);
    }

    private static ProviderTemplate template(TemplateStatus status, List<String> variables) {
        return new ProviderTemplate(
                "1",
                TEMPLATE.name(),
                TEMPLATE.language(),
                status,
                TemplateCategory.UTILITY,
                new TemplateShape(TemplateShape.VariableFormat.NAMED, Optional.empty(), variables, List.of()),
                Optional.empty());
    }

    @Test
    void attempt_replyThatIsHeldAndComesBack_showsItsQuestionAsReadOnce() {
        receipts = ReadReceipts.READ;
        quoted = Optional.of(new ExternalId("wamid.in"));
        var sending = sending();
        var send = claimed(TEXT, NOW);
        for (var i = 0; i < 3; i++) {
            provider.willAnswer(new SendOutcome.Held(Duration.ofSeconds(1), "line:rate"));
            assertThat(sending.attempt(send)).isInstanceOf(Report.Held.class);
        }
        assertThat(sending.attempt(send)).isInstanceOf(Report.Sent.class);
        assertThat(provider.receipts()).hasSize(1);
    }

    private Report attempt(MessageContent content, Instant lastInboundAt) {
        return sending().attempt(claimed(content, lastInboundAt));
    }

    private SendMessage sending() {
        var opened = new ProviderPlugin.Provider(provider, new PlainCodec(), true);
        return new SendMessage(
                new InMemoryConfigs(config),
                new Providers(Map.of(PROVIDER, opened), provider),
                templates,
                new RecordingJournal(),
                lines,
                new SendPolicy(new Random(1), clock),
                receipts,
                clock);
    }

    private ClaimedSend claimed(MessageContent content, Instant lastInboundAt) {
        return new ClaimedSend(
                new MessageId(new UUID(0, 1)),
                new ConversationId(new UUID(0, 2)),
                config.id(),
                ContactAddress.of(Samples.CUSTOMER),
                content,
                quoted,
                Optional.empty(),
                Optional.of(new CustomerServiceWindow(lastInboundAt)),
                1,
                1,
                0,
                NOW,
                byAgent,
                owner,
                optOut);
    }

    private final class RecordingJournal implements SendJournal {
        @Override
        public UUID nodeId() {
            return new UUID(0, 9);
        }

        @Override
        public void begin(MessageId message) {
            if (journalIsFull) {
                throw new IllegalStateException("no slot is free");
            }
            steps.add("begin " + provider.sent().size());
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
