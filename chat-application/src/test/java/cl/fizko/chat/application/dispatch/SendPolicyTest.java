package cl.fizko.chat.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final Failure BAD_KEY = new Failure(FailureReason.CONFIG, "http:401", "the API key is not accepted");

    private final MovableClock clock = new MovableClock(NOW);
    private final SendPolicy policy = new SendPolicy(new Random(1), clock);

    @Test
    void after_lostAnswer_neverGoesBackToTheQueue() {
        for (var attempt = 1; attempt <= SendPolicy.MOST_ATTEMPTS; attempt++) {
            assertThat(policy.after(send(attempt), new SendOutcome.Unknown("read timeout")))
                    .isInstanceOf(Report.Unknown.class);
        }
    }

    @Test
    void after_throttled_waitsAtLeastAsLongAsTheProviderAsks_butNotAllEquallyLong() {
        var asked = new SendOutcome.RetryLater(Optional.of(Duration.ofSeconds(7)), "http:429");
        var first = ((Report.Deferred) policy.after(send(1), asked)).delay();
        var second = ((Report.Deferred) policy.after(send(1), asked)).delay();
        assertThat(first).isBetween(Duration.ofSeconds(7), Duration.ofMillis(10_500));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void after_askedToWaitNotAtAll_pausesAllTheSame() {
        var atOnce = new SendOutcome.RetryLater(Optional.of(Duration.ZERO), "http:429");
        assertThat(((Report.Deferred) policy.after(send(3), atOnce)).delay()).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void after_unreachable_pausesGrowAndEnd() {
        var before = Duration.ZERO;
        for (var attempt = 1; attempt < SendPolicy.MOST_ATTEMPTS; attempt++) {
            var deferred = (Report.Deferred) policy.after(send(attempt), retryLater());
            if (attempt <= 6) {
                assertThat(deferred.delay()).isGreaterThan(before);
            }
            assertThat(deferred.delay())
                    .isLessThanOrEqualTo(
                            SendPolicy.LONGEST_PAUSE.multipliedBy(3).dividedBy(2));
            before = deferred.delay();
        }
        var last = (Report.Failed) policy.after(send(SendPolicy.MOST_ATTEMPTS), retryLater());
        assertThat(last.failure().reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED);
    }

    @Test
    void after_doubtfulAnswer_isTriedOnceMore() {
        var again = new SendOutcome.RetryOnce("http:500");
        assertThat(policy.after(send(1, 0), again))
                .isInstanceOfSatisfying(
                        Report.Deferred.class,
                        deferred -> assertThat(deferred.doubtful()).isTrue());
        assertThat(policy.after(send(2, 1), again)).isInstanceOf(Report.Failed.class);
    }

    @Test
    void after_throttledAndThenADoubtfulAnswer_isTriedOnceMore() {
        var again = new SendOutcome.RetryOnce("http:500");
        assertThat(policy.after(send(5, 0), again)).isInstanceOf(Report.Deferred.class);
        assertThat(policy.after(send(6, 1), retryLater())).isInstanceOf(Report.Deferred.class);
        assertThat(policy.after(send(7, 1), again)).isInstanceOf(Report.Failed.class);
    }

    @Test
    void after_rejected_failsWithTheProvidersReason() {
        var failure = new Failure(FailureReason.WINDOW_CLOSED, "meta:131047", "closed");
        assertThat(policy.after(send(1), new SendOutcome.Rejected(failure)))
                .isEqualTo(new Report.Failed(send(1), failure));
    }

    @Test
    void after_accepted_isSent() {
        var id = new ExternalId("wamid.1");
        assertThat(policy.after(send(1), new SendOutcome.Accepted(id))).isEqualTo(new Report.Sent(send(1), id));
    }

    @Test
    void after_heldByALimit_waitsExactlyUntilItsTurn() {
        var report = policy.after(send(1), new SendOutcome.Held(Duration.ofMillis(1_512), "limit:line"));
        assertThat(report).isInstanceOfSatisfying(Report.Held.class, held -> {
            assertThat(held.delay()).isEqualTo(Duration.ofMillis(1_512));
            assertThat(held.why().code()).isEqualTo("limit:line");
        });
    }

    @Test
    void after_heldByALimitForADay_fails() {
        var held = new SendOutcome.Held(Duration.ofSeconds(1), "limit:key");
        clock.pass(Duration.ofHours(24));
        assertThat(policy.after(send(1), held)).isInstanceOf(Report.Held.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(policy.after(send(1), held))
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("limit:key"));
    }

    @Test
    void after_lineBlocked_isHeldAndNotToBlame_forADay() {
        var blocked = new SendOutcome.LineBlocked(BAD_KEY);
        clock.pass(Duration.ofHours(24));
        assertThat(policy.after(send(1), blocked)).isInstanceOfSatisfying(Report.Held.class, held -> {
            assertThat(held.delay()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
            assertThat(held.why()).isEqualTo(BAD_KEY);
        });
        clock.pass(Duration.ofMillis(1));
        assertThat(policy.after(send(1), blocked)).isEqualTo(new Report.Failed(send(1), BAD_KEY));
    }

    @Test
    void whileBlocked_manyMessages_doNotComeBackAtOnce() {
        var first = (Report.Held) policy.whileBlocked(send(1), BAD_KEY, Duration.ofSeconds(20));
        var second = (Report.Held) policy.whileBlocked(send(1), BAD_KEY, Duration.ofSeconds(20));
        assertThat(first.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(second.delay()).isNotEqualTo(first.delay());
    }

    private static SendOutcome retryLater() {
        return new SendOutcome.RetryLater(Optional.empty(), "http:503");
    }

    private static ClaimedSend send(int attempt) {
        return send(attempt, 0);
    }

    private static ClaimedSend send(int attempt, int doubtfulAttempts) {
        return new ClaimedSend(
                new MessageId(new UUID(0, 1)),
                new ConversationId(new UUID(0, 2)),
                new WhatsAppConfigId(new UUID(0, 3)),
                ContactAddress.of(new PhoneNumber("+56955500101")),
                new MessageContent.Text("hola"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                attempt,
                attempt,
                doubtfulAttempts,
                NOW,
                true,
                ConversationOwner.BOT);
    }
}
