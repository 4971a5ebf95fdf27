package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The replies of agents that a person has come before. What is being sent right now is left alone: it may have left, and whoever
 * sends it asks who owns the conversation before each attempt.
 */
final class TakenOver {

    static final Failure WHY = new Failure(
            FailureReason.TAKEN_OVER, "taken_over", "a person took the conversation over before it had left");

    private static final String WAITING = """
            select m.id
              from unnest(:conversations) k(id)
              join whatsapp_messages m on m.conversation_id = k.id and m.due_at is not null
             where m.status = 'queued' and m.is_auto_response""";

    private TakenOver() {}

    /**
     * What a person's coming changes in the row {@code c} of a conversation: the epoch goes up, so that the turn that an agent may be
     * having right now comes too late.
     *
     * @param comes the condition in SQL that one comes
     */
    static String columns(String comes) {
        return """
                owner = case when %1$s then 'human' else c.owner end,
                epoch = c.epoch + (%1$s)::int,
                bot_through = case when %1$s then 0 else c.bot_through end,
                version = c.version + (%1$s and c.owner = 'bot')::int""".formatted(comes);
    }

    /**
     * The replies that wait to be sent in these conversations, whose rows the caller has locked: no turn adds any. The lock on
     * their outboxes, held until the transaction ends, keeps claims from taking one meanwhile.
     */
    static List<UUID> waitingReplies(Handle handle, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        AdvisoryLocks.OUTBOX.lock(
                handle,
                conversations.stream().map(id -> new AdvisoryLocks.Key(id, "")).toList());
        return handle.createQuery(WAITING)
                .bindArray("conversations", UUID.class, List.copyOf(conversations))
                .mapTo(UUID.class)
                .list();
    }

    /** Ends waiting replies, whose conversations and outboxes the caller has locked. */
    static void end(Handle handle, Collection<UUID> waiting) {
        var replies = OutgoingMessages.lock(handle, waiting).values();
        replies.forEach(OutgoingMessage::overtake);
        OutgoingMessages.save(handle, replies);
    }
}
