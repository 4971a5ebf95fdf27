package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.application.worker.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store says of itself, for gauges. However many ask, it is read once in {@value #SECONDS} seconds, and less often when it is
 * slow: reading takes a twentieth of the time at most. Thread-safe.
 */
final class PacedReading<T> {

    private static final Logger log = LoggerFactory.getLogger(PacedReading.class);

    private static final long SECONDS = 5;
    private static final long PAUSES_PER_READING = 20;

    private final String what;
    private final Supplier<T> source;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<T> latest = Optional.empty();
    private volatile long nextAt;

    /**
     * A reading.
     *
     * @param what its name in the log
     * @param source reads it now, and throws when that cannot be done
     * @param nanos like {@link System#nanoTime}
     */
    PacedReading(String what, Supplier<T> source, LongSupplier nanos) {
        this.what = what;
        this.source = source;
        this.nanos = nanos;
        this.nextAt = nanos.getAsLong();
    }

    /** What was read a few seconds ago at most; empty while it cannot be read. */
    Optional<T> latest() {
        if (nanos.getAsLong() - nextAt >= 0 && reading.tryLock()) {
            try {
                if (nanos.getAsLong() - nextAt >= 0) {
                    read();
                }
            } finally {
                reading.unlock();
            }
        }
        return latest;
    }

    private void read() {
        var from = nanos.getAsLong();
        try {
            latest = Optional.of(source.get());
        } catch (RuntimeException e) {
            latest = Optional.empty();
            log.warn("the {} cannot be read: {}", what, Fault.summary(e));
        }
        var now = nanos.getAsLong();
        nextAt = now + Math.max(Duration.ofSeconds(SECONDS).toNanos(), (now - from) * PAUSES_PER_READING);
    }
}
