package cl.fizko.chat.application.worker;

import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands conversations from one stage to the next within this process, each at most once at a time, oldest first. It is only a
 * shortcut: what it drops when it is full, or loses with the process, the next sweep of the database finds.
 *
 * <p>Thread-safe.
 */
public final class WakeQueue {

    private final int capacity;
    private final LinkedHashSet<ConversationId> waiting = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    /** A queue that holds at most so many conversations. */
    public WakeQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds conversations; those that wait already keep their place. */
    public void offer(Collection<ConversationId> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (var conversation : conversations) {
                if (waiting.size() < capacity) {
                    waiting.add(conversation);
                }
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what waits, up to {@code max}; waits for a first one up to {@code patience}.
     *
     * @return empty when nothing came in time
     */
    public List<ConversationId> take(int max, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = patience.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            var taken = new ArrayList<ConversationId>(Math.min(max, waiting.size()));
            var oldest = waiting.iterator();
            while (oldest.hasNext() && taken.size() < max) {
                taken.add(oldest.next());
                oldest.remove();
            }
            if (!waiting.isEmpty()) {
                arrived.signal();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
