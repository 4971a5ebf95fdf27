package cl.fizko.chat.adapter.postgres;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes two contacts one: the threads of the one that goes become threads of the one that is kept. Where both have a thread
 * with the same business number, the messages of one move behind those of the other; what an agent has handled stays handled,
 * and a worker that holds a lease on the thread that goes is refused when it finishes, for the thread is gone.
 */
final class ContactMerge {

    private static final String THREADS = """
            select g.id as gone, k.id as kept
              from whatsapp_conversations g
              left join whatsapp_conversations k on k.config_id = g.config_id and k.contact_id = :kept
             where g.contact_id = :gone""";

    private static final String LOCK = """
            select id from whatsapp_conversations where contact_id in (:gone, :kept) order by id for update""";

    private static final String HAND_OVER = """
            update whatsapp_conversations set contact_id = :kept where id = :conversation""";

    /** Sequences are handed out again behind those of the thread that is kept, in the same order. */
    private static final String MOVE_MESSAGES = """
            update whatsapp_messages m
               set conversation_id = k.id,
                   sequence = k.last_sequence + m.sequence,
                   awaits_turn = m.awaits_turn and m.sequence > g.handled_through
              from whatsapp_conversations g, whatsapp_conversations k
             where m.conversation_id = g.id and g.id = :gone and k.id = :kept""";

    private static final String ABSORB = """
            update whatsapp_conversations k
               set last_sequence = k.last_sequence + g.last_sequence,
                   awaiting_through = case when g.pending_since is null then k.awaiting_through
                                           else k.last_sequence + g.awaiting_through end,
                   pending_since = least(k.pending_since, g.pending_since),
                   owner = case when g.owner = 'human' then g.owner else k.owner end,
                   bot_through = case when g.bot_through > 0 then k.last_sequence + g.bot_through else k.bot_through end,
                   not_before = greatest(k.not_before, g.not_before),
                   burst_until = least(k.burst_until, g.burst_until),
                   status = case when g.status = 'active' then g.status else k.status end,
                   provider_conversation_id = coalesce(k.provider_conversation_id, g.provider_conversation_id),
                   last_inbound_at = greatest(k.last_inbound_at, g.last_inbound_at),
                   last_active_at = greatest(k.last_active_at, g.last_active_at),
                   unread_count = k.unread_count + g.unread_count,
                   message_count = k.message_count + g.message_count,
                   metadata = g.metadata || k.metadata,
                   tags = array(select distinct unnest(k.tags || g.tags) order by 1),
                   created_at = least(k.created_at, g.created_at)
              from whatsapp_conversations g
             where g.id = :gone and k.id = :kept""";

    private static final String DROP_CONVERSATION = "delete from whatsapp_conversations where id = :gone";

    /** Who said once that they want no messages of our own accord still wants none. */
    private static final String KEEP_OPT_OUT = """
            update contacts k
               set opted_out_at = least(k.opted_out_at, g.opted_out_at)
              from contacts g
             where g.id = :gone and k.id = :kept and g.opted_out_at is not null""";

    private static final String KEEP_GIVEN_NAME = """
            update contacts k
               set given_name = g.given_name
              from contacts g
             where g.id = :gone and k.id = :kept and g.given_name is not null and k.given_name is null""";

    private static final String DROP_CONTACT = "delete from contacts where id = :gone";

    private ContactMerge() {}

    static void run(Handle handle, ContactRows.Merge merge) {
        handle.createQuery(LOCK)
                .bind("gone", merge.gone())
                .bind("kept", merge.kept())
                .mapTo(UUID.class)
                .list();
        for (var threads : threadsOf(handle, merge)) {
            if (threads.kept == null) {
                handle.createUpdate(HAND_OVER)
                        .bind("kept", merge.kept())
                        .bind("conversation", threads.gone)
                        .execute();
            } else {
                for (var step : List.of(MOVE_MESSAGES, ABSORB)) {
                    handle.createUpdate(step)
                            .bind("gone", threads.gone)
                            .bind("kept", threads.kept)
                            .execute();
                }
                handle.createUpdate(DROP_CONVERSATION)
                        .bind("gone", threads.gone)
                        .execute();
            }
        }
        for (var step : List.of(KEEP_OPT_OUT, KEEP_GIVEN_NAME)) {
            handle.createUpdate(step)
                    .bind("gone", merge.gone())
                    .bind("kept", merge.kept())
                    .execute();
        }
        ReminderRows.merge(handle, merge.gone(), merge.kept());
        handle.createUpdate(DROP_CONTACT).bind("gone", merge.gone()).execute();
    }

    private static List<Threads> threadsOf(Handle handle, ContactRows.Merge merge) {
        return handle.createQuery(THREADS)
                .bind("gone", merge.gone())
                .bind("kept", merge.kept())
                .map((row, context) -> new Threads(JdbiSetup.uuid(row, "gone"), row.getObject("kept", UUID.class)))
                .list();
    }

    private record Threads(UUID gone, @Nullable UUID kept) {}
}
