package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a line is blocked, and when it is tried again.
 *
 * @param token the key that was refused, the line's own; of no meaning while the line is only silent
 * @param pause between two probes
 * @param probing whether a probe is on its way; then {@code nextProbeAt} is when it counts as dead
 */
record Blockage(
        Kind kind,
        Failure why,
        Optional<Secret> token,
        Instant since,
        Duration pause,
        Instant nextProbeAt,
        boolean probing) {

    enum Kind {
        /** The provider refuses the line: it takes a person, so probes are rare. */
        REFUSED(Duration.ofSeconds(30), Duration.ofMinutes(15)),
        /** Nobody answers: it mostly passes by itself. */
        SILENT(Duration.ofSeconds(5), Duration.ofMinutes(1));

        private final Duration first;
        private final Duration longest;

        Kind(Duration first, Duration longest) {
            this.first = first;
            this.longest = longest;
        }

        Duration firstPause() {
            return first;
        }
    }

    /** A probe that has said nothing for so long has died: no call takes longer. */
    static final Duration PROBE_LASTS = Duration.ofMinutes(1);

    /** What waits asks again this often, so that a new key helps before the next probe is due. */
    static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    static Blockage refused(Failure why, Optional<Secret> token, Instant now) {
        return new Blockage(Kind.REFUSED, why, token, now, Kind.REFUSED.first, now.plus(Kind.REFUSED.first), false);
    }

    static Blockage silent(String code, int calls, Instant now) {
        var why = new Failure(
                FailureReason.RETRIES_EXHAUSTED, code, "the provider left " + calls + " calls in a row unanswered");
        return new Blockage(
                Kind.SILENT, why, Optional.empty(), now, Kind.SILENT.first, now.plus(Kind.SILENT.first), false);
    }

    boolean isCuredBy(Optional<Secret> other) {
        return kind == Kind.REFUSED && !token.equals(other);
    }

    /** How long a message waits before it asks again. */
    Duration hold(Instant now) {
        var wait = probing ? pause : Duration.between(now, nextProbeAt);
        return wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
    }

    Blockage probed(Instant now) {
        return new Blockage(kind, why, token, since, pause, now.plus(PROBE_LASTS), true);
    }

    /** The probe was in vain: the next one waits twice as long. */
    Blockage again(Instant now) {
        var twice = pause.multipliedBy(2);
        return after(twice.compareTo(kind.longest) > 0 ? kind.longest : twice, now);
    }

    /** The probe's message was at fault, or too early: the next one does not wait long. */
    Blockage soon(Instant now) {
        return after(kind.first, now);
    }

    /** The probe did not leave: another one may at once. */
    Blockage unprobed(Instant now) {
        return new Blockage(kind, why, token, since, pause, now, false);
    }

    private Blockage after(Duration wait, Instant now) {
        return new Blockage(kind, why, token, since, wait, now.plus(wait), false);
    }
}
