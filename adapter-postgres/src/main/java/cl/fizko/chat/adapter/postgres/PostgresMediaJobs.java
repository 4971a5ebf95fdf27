package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files to fetch, in PostgreSQL. Handing a job out raises its number of attempts, so that the news of a worker that was too
 * slow are told from those of the one after it.
 */
final class PostgresMediaJobs implements MediaJobs {

    private static final Logger log = LoggerFactory.getLogger(PostgresMediaJobs.class);

    private static final String CLAIM = """
            with due as (
                select message_id from media_files
                 where due_at is not null and due_at <= clock_timestamp()
                   and (leased_until is null or leased_until <= clock_timestamp())
                 order by due_at
                 limit :limit
                   for update skip locked)
            update media_files f
               set attempts = f.attempts + 1, leased_until = clock_timestamp() + :lease * interval '1 microsecond'
              from due
             where f.message_id = due.message_id
            returning f.message_id, f.company_id, f.config_id, f.kind, f.reference, f.attempts, f.due_at""";

    private static final String OF_THIS_ATTEMPT =
            " where message_id = :message and state = 'pending' and attempts = :attempt";

    private static final String STORED = """
            update media_files
               set state = 'stored', due_at = null, leased_until = null, settled_at = clock_timestamp(),
                   size_bytes = :bytes, sha256 = :sha256, mime_type = :mimeType,
                   failure_reason = null, error_code = null, error_message = null""" + OF_THIS_ATTEMPT;

    private static final String RETRY = """
            update media_files
               set due_at = clock_timestamp() + :delay * interval '1 microsecond', leased_until = null,
                   error_code = :code""" + OF_THIS_ATTEMPT;

    private static final String FAILED = """
            update media_files
               set state = 'failed', due_at = null, leased_until = null, settled_at = clock_timestamp(),
                   failure_reason = :reason, error_code = :code, error_message = :text""" + OF_THIS_ATTEMPT;

    private static final String FAIL_UNREADABLE = """
            update media_files
               set state = 'failed', due_at = null, leased_until = null, settled_at = clock_timestamp(),
                   failure_reason = 'bad_request', error_code = 'unreadable',
                   error_message = 'the version that was to fetch it could not read it'
             where message_id = any(:ids)""";

    private final Jdbi jdbi;

    PostgresMediaJobs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<MediaJob> claim(int limit, Duration lease) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> claim(handle, limit, lease)));
    }

    /** A job that cannot be read is marked as failed, so that it does not come back for ever. */
    private static List<MediaJob> claim(Handle handle, int limit, Duration lease) {
        List<UUID> unreadable = new ArrayList<>();
        var claimed = handle
                .createQuery(CLAIM)
                .bind("limit", limit)
                .bind("lease", lease.toNanos() / 1_000)
                .map((row, context) -> due(row, unreadable))
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Due::at)
                        .thenComparing(due -> due.job().key().message().value()))
                .map(Due::job)
                .toList();
        if (!unreadable.isEmpty()) {
            handle.createUpdate(FAIL_UNREADABLE)
                    .bindArray("ids", UUID.class, unreadable)
                    .execute();
        }
        return claimed;
    }

    private static Optional<Due> due(ResultSet row, List<UUID> unreadable) throws SQLException {
        try {
            return Optional.of(new Due(JdbiSetup.instant(row, "due_at"), read(row)));
        } catch (RuntimeException e) {
            var id = JdbiSetup.uuid(row, "message_id");
            log.error(
                    "the file of message {} cannot be read and is marked as failed: {}",
                    id,
                    e.getClass().getName());
            unreadable.add(id);
            return Optional.empty();
        }
    }

    private static MediaJob read(ResultSet row) throws SQLException {
        return new MediaJob(
                new MediaStore.Key(
                        new CompanyId(row.getLong("company_id")), new MessageId(JdbiSetup.uuid(row, "message_id"))),
                new WhatsAppConfigId(JdbiSetup.uuid(row, "config_id")),
                FileColumns.kind(row.getString("kind")),
                FileColumns.read(JsonFields.parse("file", row.getString("reference"))),
                row.getInt("attempts"));
    }

    @Override
    public void stored(MediaJob job, MediaSource.Outcome.Fetched file) {
        settle(
                STORED,
                job,
                update -> update.bind("bytes", file.bytes())
                        .bind("sha256", file.sha256())
                        .bind(
                                "mimeType",
                                file.mimeType().map(OutgoingMessages::storable).orElse(null)));
    }

    @Override
    public void retry(MediaJob job, Duration delay, String code) {
        settle(
                RETRY,
                job,
                update -> update.bind("delay", delay.toNanos() / 1_000).bind("code", OutgoingMessages.storable(code)));
    }

    @Override
    public void failed(MediaJob job, Failure failure) {
        settle(
                FAILED,
                job,
                update -> update.bind("reason", failure.reason().wireName())
                        .bind("code", OutgoingMessages.storable(failure.code()))
                        .bind("text", OutgoingMessages.storable(failure.detail())));
    }

    private void settle(String statement, MediaJob job, UnaryOperator<Update> values) {
        FailureKind.once(() -> jdbi.withHandle(handle -> values.apply(handle.createUpdate(statement))
                .bind("message", job.key().message().value())
                .bind("attempt", job.attempt())
                .execute()));
    }

    private record Due(Instant at, MediaJob job) {}
}
