package cl.fizko.chat.application.llm;

import java.time.Duration;

/** An end to waiting, by the monotonic clock, so that a clock that jumps is no matter. */
public final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** So much time from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left of the time; negative when it has passed. */
    Duration left() {
        return Duration.ofNanos(atNanos - System.nanoTime());
    }
}
