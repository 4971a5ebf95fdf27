package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the rounds of one thread while others look on. By the monotonic clock. */
final class Rounds {

    private final AtomicLong failures = new AtomicLong();
    private volatile long lastMove = System.nanoTime();

    /** A round begins or ends. */
    void moved() {
        lastMove = System.nanoTime();
    }

    void failed() {
        failures.incrementAndGet();
    }

    Duration sinceLastMove() {
        return Duration.ofNanos(System.nanoTime() - lastMove);
    }

    long failures() {
        return failures.get();
    }
}
