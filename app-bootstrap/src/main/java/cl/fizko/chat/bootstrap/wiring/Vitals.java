package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.worker.Periodically;
import cl.fizko.chat.application.worker.Pulse;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;

/** Whether threads get on with their work. Thread-safe. */
final class Vitals {

    /**
     * A round waits for the store a minute at most, the longest that a connection keeps silent. An idle loop begins a round every
     * second or sooner, so one that has not for longer is stuck, whatever waits.
     */
    static final Duration STUCK_AFTER = Duration.ofSeconds(90);

    /** Looking for deadlocks stops every thread for an instant. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Periodically look = new Periodically(LOOK_EVERY);
    private volatile boolean deadlocked;

    static boolean move(Collection<Pulse> pulses) {
        return pulses.stream()
                .allMatch(pulse -> pulse.isAlive() && pulse.sinceLastMove().compareTo(STUCK_AFTER) < 0);
    }

    /** False when threads wait for each other for ever: only a new start helps. */
    boolean live() {
        if (!deadlocked && look.isDue()) {
            deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        }
        return !deadlocked;
    }
}
