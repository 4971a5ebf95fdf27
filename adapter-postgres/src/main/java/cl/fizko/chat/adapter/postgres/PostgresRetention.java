package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Retention;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Deletes what is old from PostgreSQL. */
final class PostgresRetention implements Retention {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String CLAIM = """
            insert into node_tasks as t (name, begun_at) values ('cleanup', clock_timestamp())
            on conflict (name) do update set begun_at = clock_timestamp()
             where t.begun_at <= clock_timestamp() - :every * interval '1 microsecond'""";

    /**
     * Whatever is in the way ends the batch instead of making others wait for it. A commit that a crash of the machine forgets is made
     * again by the next run, so nobody waits for the disk with locks in their hands.
     */
    private static final String SHORT = """
            set lock_timeout = '20ms';
            set statement_timeout = '%s';
            set synchronous_commit = off""";

    private static final String LIMITED = SHORT.formatted("90ms");

    /** A single record that takes longer would otherwise never go. */
    private static final String PATIENT = SHORT.formatted("5s");

    private static final String AS_BEFORE = SessionPools.PATIENCE + "; reset synchronous_commit";

    private final Jdbi jdbi;

    PostgresRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean claimRun(Duration every) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createUpdate(CLAIM)
                        .bind("every", every.toNanos() / 1_000)
                        .execute()))
                == 1;
    }

    @Override
    public long estimate(Slice slice) {
        var explain = OldRecords.of(slice.subject()).estimating();
        return FailureKind.once(() -> jdbi.withHandle(handle -> Paging.estimate(bound(
                handle.createQuery(explain).configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true)),
                slice))));
    }

    @Override
    public Batch count(Slice slice, int most) {
        var records = OldRecords.of(slice.subject());
        return FailureKind.once(() -> jdbi.withHandle(handle -> bound(handle.createQuery(records.counting()), slice)
                .bind("most", most)
                .map((row, context) -> new Batch(
                        last(row), row.getLong("found"), Tally.of(records.kind(), row.getLong("found")), Duration.ZERO))
                .one()));
    }

    /** The statement is a transaction, so that its locks go as soon as the server is done with it, whenever we hear of that. */
    @Override
    public Batch delete(Slice slice, int most) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            handle.execute(most == 1 ? PATIENT : LIMITED);
            try {
                var start = System.nanoTime();
                var batch = delete(handle, slice, most);
                return new Batch(
                        batch.last(), batch.looked(), batch.tally(), Duration.ofNanos(System.nanoTime() - start));
            } finally {
                handle.execute(AS_BEFORE); // it fails with its connection alone, which the pool throws away then
            }
        }));
    }

    private static Batch delete(Handle handle, Slice slice, int most) {
        var records = OldRecords.of(slice.subject());
        return bound(handle.createQuery(records.deleting()), slice)
                .bind("most", most)
                .map((row, context) -> {
                    var tally = tally(row);
                    return new Batch(last(row), tally.of(records.kind()), tally, Duration.ZERO);
                })
                .one();
    }

    private static Query bound(Query query, Slice slice) {
        return query.bind("after", slice.after().orElse(BEFORE_ALL))
                .bind("boundary", firstIdOf(slice.before()))
                .bind("before", JdbiSetup.micros(slice.before()).atOffset(ZoneOffset.UTC));
    }

    /** No id that was made earlier is greater. */
    private static UUID firstIdOf(Instant instant) {
        return new UUID(instant.toEpochMilli() << 16, 0);
    }

    private static Optional<UUID> last(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("last", UUID.class));
    }

    /** The columns that are named by kinds. */
    static Tally tally(ResultSet row) throws SQLException {
        var counts = new EnumMap<RecordKind, Long>(RecordKind.class);
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            var name = row.getMetaData().getColumnLabel(i);
            for (var kind : RecordKind.values()) {
                if (kind.wireName().equals(name) && row.getLong(i) > 0) {
                    counts.put(kind, row.getLong(i));
                }
            }
        }
        return new Tally(counts);
    }
}
