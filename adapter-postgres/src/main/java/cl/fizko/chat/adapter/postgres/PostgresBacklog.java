package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Backlog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * The backlog in PostgreSQL. Each part reads a partial index that holds nothing but what waits, up to a bound; the last two read the
 * newest end of a primary key, whose ids grow with time.
 */
final class PostgresBacklog implements Backlog {

    /** Ids begin with the milliseconds of their time (see TimeOrderedIds): this is the smallest one of the latest while. */
    static final String READ = """
            with turns as (
                select count(*) as waiting, count(*) filter (where turn_attempts >= 3) as failing, min(pending_since) as oldest
                  from (select turn_attempts, pending_since from whatsapp_conversations
                         where pending_since is not null order by pending_since limit :most) c),
            sends as (
                select count(*) as waiting, count(*) filter (where status = 'queued' and due_at > clock_timestamp()) as held,
                       min(created_at) filter (where not bulk) as oldest
                  from (select status, due_at, created_at, bulk from whatsapp_messages m
                         where due_at is not null and %s
                         order by bulk, config_id, due_at limit :most) m),
            unknown as (
                select count(*) as waiting
                  from (select 1 from whatsapp_messages
                         where unknown_since is not null order by unknown_since limit :most) m),
            files as (
                select count(*) as waiting, min(created_at) as oldest
                  from (select created_at from media_files where due_at is not null order by due_at limit :most) f),
            active as (
                select count(distinct conversation_id) as conversations
                  from (select conversation_id from whatsapp_messages
                         where id >= (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint - :active), 12, '0')
                                      || '00000000000000000000')::uuid
                         order by id desc limit :most) m),
            deliveries as (
                select max(received_at) as latest
                  from (select received_at from webhook_events where not backfilled order by id desc limit 1) e)
            select turns.waiting as turns, turns.failing as failing_turns,
                   extract(epoch from clock_timestamp() - turns.oldest) as oldest_turn,
                   sends.waiting as sends, sends.held as held_sends,
                   extract(epoch from clock_timestamp() - sends.oldest) as oldest_send,
                   unknown.waiting as unknown_sends,
                   files.waiting as files, extract(epoch from clock_timestamp() - files.oldest) as oldest_file,
                   active.conversations as active_conversations,
                   extract(epoch from clock_timestamp() - deliveries.latest) as since_delivery
              from turns, sends, unknown, files, active, deliveries""".formatted(OutboxLines.BY_LINE);

    private final Jdbi jdbi;

    PostgresBacklog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Reading read() {
        return jdbi.withHandle(handle -> handle.createQuery(READ)
                .bind("most", MOST)
                .bind("active", ACTIVE.toMillis())
                .map((row, context) -> read(row))
                .one());
    }

    private static Reading read(ResultSet row) throws SQLException {
        return new Reading(
                new Waiting(row.getLong("turns"), seconds(row, "oldest_turn").orElse(Duration.ZERO)),
                row.getLong("failing_turns"),
                new Waiting(row.getLong("sends"), seconds(row, "oldest_send").orElse(Duration.ZERO)),
                row.getLong("held_sends"),
                row.getLong("unknown_sends"),
                new Waiting(row.getLong("files"), seconds(row, "oldest_file").orElse(Duration.ZERO)),
                row.getLong("active_conversations"),
                seconds(row, "since_delivery"));
    }

    /** Never negative: clocks of servers step back. */
    private static Optional<Duration> seconds(ResultSet row, String column) throws SQLException {
        var seconds = row.getDouble(column);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (Math.max(0, seconds) * TimeUnit.SECONDS.toNanos(1))));
    }
}
