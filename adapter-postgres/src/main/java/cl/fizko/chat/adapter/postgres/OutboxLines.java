package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox.Share;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Where messages are due, one of each line in turn. The lines are found by stepping through the index from each one to the next, so
 * that a look costs as much as there are lines with something unsent, and what is asked for; not what else waits.
 */
final class OutboxLines {

    /** Always true, and the word by which the planner knows the index of lines: see V25. */
    static final String BY_LINE = "m.config_id > '00000000-0000-0000-0000-000000000000'";

    /** The lines with unsent messages of a kind, as a common table expression. */
    static final String LINES = """
            lines (config_id) as (
                (select m.config_id from whatsapp_messages m
                  where m.due_at is not null and m.bulk = :bulk and %1$s
                  order by m.config_id limit 1)
                union all
                select (select m.config_id from whatsapp_messages m
                         where m.due_at is not null and m.bulk = :bulk and %1$s and m.config_id > l.config_id
                         order by m.config_id limit 1)
                  from lines l
                 where l.config_id is not null)""".formatted(BY_LINE);

    /**
     * Only messages that are first in their conversation, so that blocked ones never fill the list, and replies behind one in bulk,
     * which then leaves first. The time is that of the statement, since an index can be searched for no other.
     */
    static final String DUE = """
            with recursive %s
            select d.conversation_id, l.config_id
              from lines l
             cross join lateral (
                   select m.conversation_id, m.due_at, row_number() over (order by m.due_at) as turn
                     from whatsapp_messages m
                    cross join lateral (
                          select f.id, f.bulk, f.status, f.due_at from whatsapp_messages f
                           where f.conversation_id = m.conversation_id and f.due_at is not null
                           order by f.sequence
                           limit 1) f
                    where m.bulk = :bulk and m.config_id = l.config_id and %s
                      and m.due_at <= statement_timestamp() and m.status = 'queued'
                      and (f.id = m.id or f.bulk and not m.bulk and f.status = 'queued' and f.due_at <= statement_timestamp())
                    order by m.due_at
                    limit :perLine) d
             where l.config_id is not null and l.config_id <> all(:without)
             order by d.turn, l.config_id <= :served, l.config_id
             limit :limit""".formatted(LINES, BY_LINE);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** The line that came last, so that the next look begins behind it: else the same ones would come first each time. */
    private final Map<Urgency, UUID> served = new ConcurrentHashMap<>();

    /** Conversations whose first message may be claimed for the share. */
    List<UUID> due(Handle handle, Share share, int limit) {
        var found = handle.createQuery(DUE)
                .bind("served", served.getOrDefault(share.urgency(), BEFORE_ALL))
                .bind("bulk", share.urgency() == Urgency.BULK)
                .bind("perLine", Math.min(share.perLine(), limit))
                .bindArray(
                        "without",
                        UUID.class,
                        share.without().stream().map(WhatsAppConfigId::value).toList())
                .bind("limit", limit)
                .map((row, context) ->
                        new Due(JdbiSetup.uuid(row, "conversation_id"), JdbiSetup.uuid(row, "config_id")))
                .list();
        if (!found.isEmpty()) {
            served.put(share.urgency(), found.get(found.size() - 1).line());
        }
        return found.stream().map(Due::conversation).distinct().toList();
    }

    private record Due(UUID conversation, UUID line) {}
}
