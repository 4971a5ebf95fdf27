package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MediaStore;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/** The files that are to go, in PostgreSQL: the rows of {@code media_removals}, made where those of {@code media_files} are deleted. */
final class PostgresMediaRemovals implements MediaRemovals {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Locked so that several nodes can read them at once, and nobody can delete them. */
    private static final String AFTER = """
            select company_id, message_id from media_removals
             where message_id > :last
             order by message_id
             limit :most
               for key share skip locked""";

    private static final String FORGET = """
            delete from media_removals where requested_at < clock_timestamp() - :after * interval '1 second'""";

    /** Rows are locked that long, and a file more: who waits for one of them waits two seconds at most. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final Jdbi jdbi;
    private final LongSupplier nanos;

    PostgresMediaRemovals(Jdbi jdbi) {
        this(jdbi, System::nanoTime);
    }

    /** @param nanos elapsed time since some instant */
    PostgresMediaRemovals(Jdbi jdbi, LongSupplier nanos) {
        this.jdbi = jdbi;
        this.nanos = nanos;
    }

    @Override
    public Optional<MediaStore.Key> each(Optional<MediaStore.Key> last, int most, Consumer<MediaStore.Key> remove) {
        return FailureKind.once(() -> jdbi.inTransaction(handle -> {
            var keys = handle.createQuery(AFTER)
                    .bind("last", last.map(key -> key.message().value()).orElse(BEFORE_ALL))
                    .bind("most", most)
                    .map((row, context) -> new MediaStore.Key(
                            new CompanyId(row.getLong("company_id")), new MessageId(JdbiSetup.uuid(row, "message_id"))))
                    .list();
            var begun = nanos.getAsLong();
            for (var key : keys) {
                remove.accept(key);
                if (nanos.getAsLong() - begun > AT_ONCE.toNanos()) {
                    return Optional.of(key);
                }
            }
            return keys.size() < most ? Optional.empty() : Optional.of(keys.get(most - 1));
        }));
    }

    @Override
    public int forget(Duration after) {
        return FailureKind.once(() -> jdbi.withHandle(handle ->
                handle.createUpdate(FORGET).bind("after", after.toSeconds()).execute()));
    }
}
