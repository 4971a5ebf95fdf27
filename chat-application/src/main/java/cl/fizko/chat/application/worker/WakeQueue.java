package cl.fizko.chat.application.worker;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * Hands conversations from one stage to the next within this process, each at most once at a time: one of each line in turn, oldest
 * first within a line, so that however many one line brings, the others wait for one of them each. It is only a shortcut: what it
 * drops, or loses with the process, the next sweep of the database finds.
 *
 * <p>Thread-safe.
 */
public final class WakeQueue {

    /** Conversations whose line the one who offers them does not know have a lane of their own. */
    private static final Optional<WhatsAppConfigId> UNKNOWN = Optional.empty();

    private final int capacity;

    /** By line; the one whose turn is next comes first. */
    private final Map<Optional<WhatsAppConfigId>, LinkedHashSet<ConversationId>> lanes = new LinkedHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private int size;

    /** A queue that holds at most so many conversations; a line that holds more than there is room left for gets no more. */
    public WakeQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds conversations of lines that the caller does not know. */
    public void offer(Collection<ConversationId> conversations) {
        add(conversations, conversation -> UNKNOWN);
    }

    /** Adds conversations; those that wait already keep their place. */
    public void offer(Collection<ConversationId> conversations, Function<ConversationId, WhatsAppConfigId> line) {
        add(conversations, line.andThen(Optional::of));
    }

    private void add(
            Collection<ConversationId> conversations, Function<ConversationId, Optional<WhatsAppConfigId>> line) {
        if (conversations.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (var conversation : conversations) {
                add(line.apply(conversation), conversation);
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void add(Optional<WhatsAppConfigId> line, ConversationId conversation) {
        if (size < capacity) {
            var lane = lanes.computeIfAbsent(line, key -> new LinkedHashSet<>());
            if (lane.size() <= capacity - size && lane.add(conversation)) {
                size++;
            }
        }
    }

    /**
     * Takes what waits, up to {@code max}; waits for a first one up to {@code patience}.
     *
     * @return empty when nothing came in time
     */
    public List<ConversationId> take(int max, Duration patience) throws InterruptedException {
        return take(() -> max, line -> max, patience);
    }

    /**
     * Takes what waits, up to {@code max}; waits for a first one up to {@code patience}.
     *
     * @param max asked again whenever something has come or {@link #recheck} was called. Must be quick
     * @param room how many of a line may be taken now; when there is more, {@link #recheck} tells. Must be quick
     * @return empty when nothing came in time
     */
    public List<ConversationId> take(IntSupplier max, ToIntFunction<WhatsAppConfigId> room, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = patience.toNanos();
            var taken = poll(max.getAsInt(), room);
            while (taken.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
                taken = poll(max.getAsInt(), room);
            }
            if (size > 0 && !taken.isEmpty()) {
                arrived.signal();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many conversations wait. */
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** A line has room that had none. */
    public void recheck() {
        lock.lock();
        try {
            if (size > 0) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<ConversationId> poll(int max, ToIntFunction<WhatsAppConfigId> room) {
        var taken = new ArrayList<ConversationId>(Math.min(max, size));
        var left = new HashMap<Optional<WhatsAppConfigId>, Integer>();
        var turns = new ArrayDeque<>(lanes.keySet());
        while (taken.size() < max && !turns.isEmpty()) {
            var line = turns.remove();
            int may =
                    left.computeIfAbsent(line, key -> key.map(room::applyAsInt).orElse(max));
            if (may > 0) {
                left.put(line, may - 1);
                taken.add(next(line));
                if (lanes.containsKey(line)) {
                    turns.add(line);
                }
            }
        }
        return taken;
    }

    /** The oldest of the line, whose next turn comes after that of all others. */
    private ConversationId next(Optional<WhatsAppConfigId> line) {
        var lane = Objects.requireNonNull(lanes.remove(line));
        var oldest = lane.iterator();
        var conversation = oldest.next();
        oldest.remove();
        size--;
        if (!lane.isEmpty()) {
            lanes.put(line, lane);
        }
        return conversation;
    }
}
