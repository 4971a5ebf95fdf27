package cl.fizko.chat.adapter.kapso;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that only goes forward, and waiting for it. Thread-safe. */
interface MonotonicTime {

    /** This process's own. */
    MonotonicTime SYSTEM = new MonotonicTime() {
        private final long start = System.nanoTime();

        @Override
        public long nanos() {
            return System.nanoTime() - start;
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    };

    /** Since some instant after the process began: unlike {@link System#nanoTime} it never overflows, which buckets cannot bear. */
    long nanos();

    void sleep(Duration time) throws InterruptedException;
}
