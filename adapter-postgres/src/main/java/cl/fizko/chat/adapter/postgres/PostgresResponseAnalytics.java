package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.analytics.Period;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.analytics.ResponseFigures.Day;
import cl.fizko.chat.domain.analytics.ResponseFigures.Figures;
import cl.fizko.chat.domain.analytics.ResponseFigures.OfAgent;
import cl.fizko.chat.domain.analytics.ResponseFigures.Outcome;
import cl.fizko.chat.domain.analytics.ResponseFigures.ResponseTime;
import cl.fizko.chat.domain.analytics.ResponseFigures.WebhookError;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.ResponseAnalytics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Figures in four statements on one snapshot, whatever the period. */
final class PostgresResponseAnalytics implements ResponseAnalytics {

    /** These read many rows, unlike all else here, so the planner may choose freely. */
    private static final String SNAPSHOT = """
            set transaction isolation level repeatable read, read only;
            set local enable_seqscan = on;
            set local enable_hashjoin = on;
            set local enable_mergejoin = on""";

    private static final String MESSAGES = """
            whatsapp_messages m
             where m.company_id = :company and m.created_at >= :since and m.created_at < :until
               and m.origin <> 'history_sync'""";

    /** By day, with its place in the list of their beginnings, and once for all: there the place is null. */
    private static final String DAYS = """
            with looked_at as (
                select width_bucket(m.created_at, :begins) as day, m.direction, m.conversation_id, m.awaits_turn,
                       (select greatest(r.sent_at, r.created_at, m.created_at) - m.created_at
                          from whatsapp_messages r
                         where r.triggered_by = m.id and r.is_auto_response and r.part = 0 and r.sent_at is not null
                           and m.awaits_turn) as response
                  from %s)
            select day,
                   count(*) filter (where direction = 'incoming') as incoming,
                   count(*) filter (where direction = 'outgoing') as outgoing,
                   count(*) filter (where awaits_turn) as awaited,
                   count(response) as replied,
                   extract(epoch from avg(response))::float8 as mean,
                   extract(epoch from percentile_cont(0.95) within group (order by response))::float8 as p95,
                   count(distinct conversation_id) as conversations
              from looked_at
             group by grouping sets ((day), ())""".formatted(MESSAGES);

    private static final String AGENTS = """
            select r.agent_name, count(*) as replies, avg(d.confidence) as confidence
              from (select m.id from %s and m.awaits_turn) m
              join whatsapp_messages r
                on r.triggered_by = m.id and r.is_auto_response and r.part = 0 and r.sent_at is not null
              left join auto_reply_decisions d on d.message_id = m.id
             where r.agent_name is not null
             group by r.agent_name
             order by replies desc, r.agent_name""".formatted(MESSAGES);

    private static final String OUTCOMES = """
            select m.status, m.failure_reason, count(*) as messages
              from %s and m.direction = 'outgoing'
             group by m.status, m.failure_reason""".formatted(MESSAGES);

    private static final String WEBHOOK_ERRORS = """
            select reason, count(*) as deliveries
              from webhook_events
             where company_id = :company and status = 'quarantined' and received_at >= :since and received_at < :until
             group by reason
             order by deliveries desc, reason
             limit 50""";

    private final Jdbi jdbi;

    PostgresResponseAnalytics(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ResponseFigures figures(CompanyId company, Period period) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            handle.execute(SNAPSHOT);
            return new Reading(handle, company, period).figures();
        }));
    }

    /** One snapshot. */
    private record Reading(Handle handle, CompanyId company, Period period) {

        ResponseFigures figures() {
            var byDay = new HashMap<Integer, Figures>();
            var conversations = query(DAYS)
                    .bindArray("begins", Instant.class, period.begins())
                    .map((row, context) -> {
                        byDay.put(row.getInt("day"), day(row)); // no day is the day 0: the sum of all
                        return row.getLong("conversations");
                    })
                    .stream()
                    .mapToLong(Long::longValue)
                    .max();
            var days = period.days();
            return new ResponseFigures(
                    period,
                    byDay.getOrDefault(0, Figures.none()),
                    conversations.orElse(0), // those of a part are never more than those of all
                    agents(),
                    query(OUTCOMES).map((row, context) -> outcome(row)).list(),
                    query(WEBHOOK_ERRORS)
                            .map((row, context) -> new WebhookError(row.getString("reason"), row.getLong("deliveries")))
                            .list(),
                    IntStream.range(0, days.size())
                            .mapToObj(i -> new Day(days.get(i), byDay.getOrDefault(i + 1, Figures.none())))
                            .toList());
        }

        private Query query(String sql) {
            return handle.createQuery(sql)
                    .bind("company", company.value())
                    .bind("since", period.begins().get(0))
                    .bind("until", period.end());
        }

        private List<OfAgent> agents() {
            var counted = query(AGENTS)
                    .map((row, context) -> new OfAgent(
                            new AgentName(row.getString("agent_name")),
                            row.getLong("replies"),
                            Optional.ofNullable(row.getObject("confidence", Double.class)),
                            0))
                    .list();
            var all = counted.stream().mapToLong(OfAgent::replies).sum();
            List<OfAgent> agents = new ArrayList<>(counted.size());
            counted.forEach(one -> agents.add(
                    new OfAgent(one.agent(), one.replies(), one.meanConfidence(), (double) one.replies() / all)));
            return agents;
        }
    }

    private static Figures day(ResultSet row) throws SQLException {
        var mean = Optional.ofNullable(row.getObject("mean", Double.class));
        var p95 = row.getDouble("p95");
        return new Figures(
                row.getLong("incoming"),
                row.getLong("outgoing"),
                row.getLong("awaited"),
                row.getLong("replied"),
                mean.map(seconds -> new ResponseTime(seconds, p95)));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        var status = DeliveryStatus.of(row.getString("status"));
        return new Outcome(
                status,
                status == DeliveryStatus.FAILED
                        ? Optional.ofNullable(row.getString("failure_reason")).map(FailureReason::of)
                        : Optional.empty(),
                row.getLong("messages"));
    }
}
