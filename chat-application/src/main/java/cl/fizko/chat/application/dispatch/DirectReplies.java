package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Replies that leave as soon as the turn that wrote them is stored: their claim is part of that commit, so nobody has to look for them. They
 * have slots of their own; whatever finds none waits in the outbox like everything else. Thread-safe.
 */
public final class DirectReplies implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SendSlots slots;
    private final Consumer<List<ClaimedSend>> senders;
    private int open;
    private boolean closed;

    /**
     * Replies that leave through these slots.
     *
     * @param senders sends what was claimed, and gives each slot back afterwards
     */
    DirectReplies(SendSlots slots, Consumer<List<ClaimedSend>> senders) {
        this.slots = slots;
        this.senders = senders;
    }

    /** None: every reply waits in the outbox. */
    public static DirectReplies none() {
        return new DirectReplies(new SendSlots(0), claimed -> {});
    }

    /** Takes a slot for each of the conversations whose line may have one. To be closed by the thread that asked. */
    public Reserved reserve(Collection<ConversationId> conversations, Function<ConversationId, WhatsAppConfigId> line) {
        var lines = new HashMap<ConversationId, WhatsAppConfigId>();
        if (!begin()) {
            return new Reserved(lines, false);
        }
        for (var conversation : conversations) {
            var its = line.apply(conversation);
            if (!lines.containsKey(conversation) && slots.tryTake(its)) {
                lines.put(conversation, its);
            }
        }
        return new Reserved(lines, true);
    }

    private synchronized boolean begin() {
        open += closed ? 0 : 1;
        return !closed;
    }

    private synchronized void end() {
        open--;
        notifyAll();
    }

    /** Gives out no more, and waits for what was claimed to be with its sender: a late turn's replies wait in the outbox. */
    @Override
    public synchronized void close() {
        closed = true;
        var until = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var left = PATIENCE.toNanos(); open > 0 && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Slots that wait for claims. For one thread. */
    public final class Reserved implements AutoCloseable {

        private final Map<ConversationId, WhatsAppConfigId> lines;
        private boolean counts;

        private Reserved(Map<ConversationId, WhatsAppConfigId> lines, boolean counts) {
            this.lines = lines;
            this.counts = counts;
        }

        /** The conversations of which one message may be claimed and sent. */
        public Set<ConversationId> conversations() {
            return Set.copyOf(lines.keySet());
        }

        /** Sends what was claimed, one message at most of each of the conversations. */
        public void send(List<ClaimedSend> claimed) {
            claimed.forEach(send -> lines.remove(send.conversation()));
            senders.accept(claimed);
        }

        /** Gives back the slots for which nothing was claimed. */
        @Override
        public void close() {
            lines.values().forEach(slots::giveBack);
            lines.clear();
            if (counts) {
                counts = false;
                end();
            }
        }
    }
}
