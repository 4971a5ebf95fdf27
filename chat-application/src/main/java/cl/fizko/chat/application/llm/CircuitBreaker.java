package cl.fizko.chat.application.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps callers away from an endpoint that fails again and again: after so many failures in a row it opens for a while, then lets
 * one call through to see. Thread-safe.
 */
final class CircuitBreaker {

    private final int failuresToOpen;
    private final Duration pause;
    private final Clock clock;
    private int failures;
    private Instant closedAgainAt = Instant.MIN;

    CircuitBreaker(int failuresToOpen, Duration pause, Clock clock) {
        this.failuresToOpen = failuresToOpen;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Whether a call may be made now. While it is open, one caller a pause gets true: a trial that is never reported about costs
     * one pause more.
     */
    synchronized boolean allows() {
        if (failures < failuresToOpen) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(closedAgainAt)) {
            return false;
        }
        closedAgainAt = now.plus(pause);
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures = Math.min(failures + 1, failuresToOpen);
        closedAgainAt = clock.instant().plus(pause);
    }
}
