package cl.fizko.chat.domain.port;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The rest between two groups of work that share a transaction. A transaction costs about as much for one as for ten, so whoever goes
 * from one to the next without a pause while more and more comes spends the processor on transactions instead of work. After a
 * group of several the next one gathers for twice as long as the last one took, 20 ms at most. Where one comes at a time nobody
 * waits, and a group that is as large as it may be needs no more to gather.
 */
public final class GroupRest {

    static final int TIMES = 2;
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int largest;

    /** Rests between groups of so many at most. Thread-safe. */
    public GroupRest(int largest) {
        this.largest = largest;
    }

    /**
     * Lets the next group gather. Ends early when the thread is interrupted, and leaves it so.
     *
     * @param group how many the last one was
     * @param began when it began, by {@link System#nanoTime}
     */
    public void after(int group, long began) {
        var rest = nanos(group, System.nanoTime() - began);
        if (rest > 0) {
            LockSupport.parkNanos(rest);
        }
    }

    /** How long to rest after a group that took so many nanoseconds. */
    long nanos(int group, long took) {
        return group > 1 && group < largest ? Math.min(TIMES * took, LONGEST_NANOS) : 0;
    }
}
