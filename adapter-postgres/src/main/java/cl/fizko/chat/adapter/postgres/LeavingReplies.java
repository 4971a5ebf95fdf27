package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.Replies.Row;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The replies that are to leave as soon as they are stored.
 *
 * @param node claims them
 * @param conversations whose first reply leaves, unless something waits before it
 */
record LeavingReplies(UUID node, Set<ConversationId> conversations) {

    /** Locks the outboxes of their conversations, in a statement before that which looks what waits there. */
    void lock(Handle handle, List<Row> rows) {
        AdvisoryLocks.OUTBOX.lock(
                handle,
                rows.stream()
                        .filter(this::mayLeave)
                        .map(row ->
                                new AdvisoryLocks.Key(row.turn().conversation().id(), ""))
                        .toList());
    }

    boolean mayLeave(Row row) {
        return row.isFirst() && conversations.contains(row.turn().turn().conversation());
    }
}
