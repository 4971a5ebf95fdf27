package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides what follows from the outcome of an attempt. An answer that was lost is never tried again; what surely did not leave
 * is tried up to {@value #MOST_ATTEMPTS} times over about three hours, with pauses that grow and vary and are never shorter than the
 * provider asks; what may have left is tried once more at most. What waits for its line or for a limit of our own does not
 * count as tried, and fails after {@value #MOST_HOURS_HELD} hours.
 */
public final class SendPolicy {

    static final int MOST_ATTEMPTS = 40;
    static final int MOST_DOUBTFUL_RETRIES = 1;
    static final Duration FIRST_PAUSE = Duration.ofMillis(400);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    static final int MOST_HOURS_HELD = 24;

    private final RandomGenerator random;
    private final Clock clock;

    /**
     * The policy.
     *
     * @param random varies the pauses, so that many messages do not come back at the same instant; thread-safe
     */
    public SendPolicy(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** What to store about a message after an attempt. */
    public Report after(ClaimedSend send, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return new Report.Sent(send, accepted.id());
        }
        if (outcome instanceof SendOutcome.Rejected rejected) {
            return new Report.Failed(send, rejected.failure());
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            return new Report.Unknown(send, unknown.detail());
        }
        if (outcome instanceof SendOutcome.Held held) {
            return heldTooLong(send)
                    ? new Report.Failed(
                            send,
                            new Failure(
                                    FailureReason.RETRIES_EXHAUSTED,
                                    held.code(),
                                    "a limit of our own left no room for it in " + MOST_HOURS_HELD + " hours"))
                    : new Report.Held(
                            send,
                            held.after(),
                            new Failure(FailureReason.OTHER, held.code(), "waits, for a limit of our own is reached"));
        }
        if (outcome instanceof SendOutcome.LineBlocked blocked) {
            return whileBlocked(send, blocked.failure(), Blockage.Kind.REFUSED.firstPause());
        }
        if (outcome instanceof SendOutcome.RetryOnce again) {
            return send.doubtfulAttempts() < MOST_DOUBTFUL_RETRIES
                    ? new Report.Deferred(send, pause(send.attempt() + 1), again.code(), true)
                    : exhausted(send, again.code());
        }
        var later = (SendOutcome.RetryLater) outcome;
        return send.attempt() < MOST_ATTEMPTS
                ? new Report.Deferred(send, atLeast(later.after(), pause(send.attempt())), later.code(), false)
                : exhausted(send, later.code());
    }

    /** What to store about a message whose line sends nothing now, for that reason, and is to be asked again after that time. */
    Report whileBlocked(ClaimedSend send, Failure why, Duration again) {
        return heldTooLong(send) ? new Report.Failed(send, why) : new Report.Held(send, varied(again), why);
    }

    private boolean heldTooLong(ClaimedSend send) {
        return clock.instant().isAfter(send.firstDueAt().plus(Duration.ofHours(MOST_HOURS_HELD)));
    }

    private static Report exhausted(ClaimedSend send, String code) {
        return new Report.Failed(
                send,
                new Failure(FailureReason.RETRIES_EXHAUSTED, code, "given up after " + send.attempt() + " attempts"));
    }

    /** A provider that asks many to wait equally long must not get them all back at the same instant. */
    private Duration atLeast(Optional<Duration> asked, Duration pause) {
        var least = asked.orElse(Duration.ZERO);
        return least.compareTo(pause) > 0 ? varied(least) : pause;
    }

    /** 0.4 s, 1.2 s, 3.6 s… (the steps that Kapso's own client takes after a 409). */
    private Duration pause(int attempt) {
        var millis = (double) FIRST_PAUSE.toMillis() * Math.pow(3, attempt - 1);
        var bounded = Math.min(millis, (double) LONGEST_PAUSE.toMillis());
        return varied(Duration.ofMillis((long) bounded));
    }

    /** Up to a half longer. */
    private Duration varied(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * (1 + random.nextDouble() / 2)));
    }
}
