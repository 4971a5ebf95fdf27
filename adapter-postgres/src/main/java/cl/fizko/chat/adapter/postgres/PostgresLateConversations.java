package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.LateConversations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Late conversations in PostgreSQL: read from the oldest ends of the indexes that hold nothing but what waits. */
final class PostgresLateConversations implements LateConversations {

    /**
     * A turn that was begun, or a reply that was claimed before, waits for something else than its turn. Of a conversation only the
     * first unsent message counts: what is behind one that is being sent is not late.
     */
    private static final String READ = """
            with recursive %s,
            turns as (
                select config_id from whatsapp_conversations
                 where pending_since <= statement_timestamp() - :late * interval '1 microsecond'
                   and turn_attempts = 0
                   and (not_before is null or not_before <= statement_timestamp() - :late * interval '1 microsecond')
                 order by pending_since
                 limit :most),
            replies as (
                select l.config_id
                  from lines l
                 cross join lateral (
                       select 1
                         from whatsapp_messages m
                        cross join lateral (
                              select f.id from whatsapp_messages f
                               where f.conversation_id = m.conversation_id and f.due_at is not null
                               order by f.sequence
                               limit 1) f
                        where m.bulk = :bulk and m.config_id = l.config_id and %s
                          and m.due_at <= statement_timestamp() - :late * interval '1 microsecond'
                          and m.status = 'queued' and m.claims = 0 and m.is_auto_response and f.id = m.id
                        order by m.due_at
                        limit :most) r
                 where l.config_id is not null)
            select config_id, count(*) as late
              from (select config_id from turns union all select config_id from replies) w
             group by config_id""".formatted(OutboxLines.LINES, OutboxLines.BY_LINE);

    private final Jdbi jdbi;

    PostgresLateConversations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<WhatsAppConfigId, Integer> byLine(Duration longerThan) {
        var late = new HashMap<WhatsAppConfigId, Integer>();
        jdbi.useHandle(handle -> handle.createQuery(READ)
                .bind("bulk", false)
                .bind("late", longerThan.toNanos() / 1_000)
                .bind("most", MOST)
                .map((row, context) ->
                        late.put(new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")), row.getInt("late")))
                .list());
        return late;
    }
}
