package cl.fizko.chat.application.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells a worker within this process that there is something to look for in the store. However often it rings meanwhile, the worker
 * looks once. Losing a ring loses time, never work. Thread-safe.
 */
public final class Bell {

    private final Semaphore rung = new Semaphore(0);

    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until it has rung since the last wait, for so long at most. */
    public void await(Duration patience) throws InterruptedException {
        if (rung.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
