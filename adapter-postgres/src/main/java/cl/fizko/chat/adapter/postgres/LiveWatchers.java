package cl.fizko.chat.adapter.postgres;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The rows of {@code live_watchers}: who watches what, as far as a node said so lately. */
final class LiveWatchers {

    /** How long a node is believed after it was last heard of. */
    static final Duration BELIEVED = Duration.ofSeconds(15);

    private static final String KEEP = """
            insert into live_watchers (company_id, node, until)
            select id, :node, clock_timestamp() + :believed * interval '1 microsecond' from unnest(:companies) id
            on conflict (company_id, node) do update set until = excluded.until""";

    private static final String DROP = """
            delete from live_watchers
             where (node = :node and company_id <> all(:companies)) or until < clock_timestamp() - interval '1 hour'""";

    private static final String WATCHED = """
            select company_id, bool_or(node <> :node) as elsewhere
              from live_watchers
             where until > clock_timestamp()
             group by company_id""";

    private final Jdbi jdbi;
    private final UUID node;

    LiveWatchers(Jdbi jdbi, UUID node) {
        this.jdbi = jdbi;
        this.node = node;
    }

    /** Says that this node watches these companies and no others. */
    void keep(Collection<Long> companies) {
        jdbi.useTransaction(handle -> {
            for (var statement : List.of(DROP, KEEP)) {
                var update = handle.createUpdate(statement)
                        .bindArray("companies", Long.class, companies)
                        .bind("node", node);
                (statement.equals(KEEP) ? update.bind("believed", BELIEVED.toNanos() / 1_000) : update).execute();
            }
        });
    }

    /** The companies that anybody watches; true for those that another node does. */
    Map<Long, Boolean> watched() {
        var watched = new HashMap<Long, Boolean>();
        jdbi.useHandle(handle -> handle.createQuery(WATCHED)
                .bind("node", node)
                .map((row, context) -> watched.put(row.getLong("company_id"), row.getBoolean("elsewhere")))
                .list());
        return watched;
    }
}
