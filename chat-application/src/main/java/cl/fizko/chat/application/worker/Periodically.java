package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Says when something is due again, to one of the threads that ask. By the monotonic clock, so a clock that jumps is no matter. */
public final class Periodically {

    private final long intervalNanos;
    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    /** Due at once, and then every interval. */
    public Periodically(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /** Makes it due at once. */
    public void hasten() {
        nextAt.set(System.nanoTime());
    }

    /** Until it is due; zero when it is. */
    public Duration untilDue() {
        return Duration.ofNanos(Math.max(0, nextAt.get() - System.nanoTime()));
    }

    /** True for one caller per interval. */
    public boolean isDue() {
        var now = System.nanoTime();
        var next = nextAt.get();
        return now - next >= 0 && nextAt.compareAndSet(next, now + intervalNanos);
    }
}
