package cl.fizko.chat.domain.port;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * The rest between two groups of work that share a transaction. A transaction costs about as much for one as for ten, so whoever goes
 * from one to the next without a pause while more and more comes spends the processor on transactions instead of work. After a
 * group of several the next one gathers for twice as long as the last one took, 20 ms at most; what comes meanwhile waits as long. There is no
 * rest after one alone, nor when as many wait as a group may hold.
 *
 * <p>Several who take from one queue rest each for themselves. Here because stages and adapters share it, which know nothing of each
 * other but the ports. Thread-safe.
 */
public final class GroupRest {

    static final int TIMES = 2;
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int largest;
    private final LongConsumer pause;

    /** Rests between groups of so many at most. */
    public GroupRest(int largest) {
        this(largest, LockSupport::parkNanos);
    }

    /**
     * For tests.
     *
     * @param pause called with the nanoseconds for which the calling thread is to pause, more than 0
     */
    public GroupRest(int largest, LongConsumer pause) {
        this.largest = largest;
        this.pause = pause;
    }

    /**
     * Lets the next group gather. May end early; an interrupted thread stays interrupted and does not rest.
     *
     * @param group how many the last one was
     * @param waiting how many wait already
     * @param began when it began, by {@link System#nanoTime}
     */
    public void after(int group, int waiting, long began) {
        if (group > 1 && Math.max(group, waiting) < largest) {
            pause.accept(nanos(System.nanoTime() - began));
        }
    }

    /** How long to rest after a group that took so many nanoseconds. */
    static long nanos(long took) {
        return Math.max(1, Math.min(TIMES * took, LONGEST_NANOS));
    }
}
