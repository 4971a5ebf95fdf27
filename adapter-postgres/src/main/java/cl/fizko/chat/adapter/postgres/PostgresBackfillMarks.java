package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.BackfillMarks;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The backfill marks in PostgreSQL. */
final class PostgresBackfillMarks implements BackfillMarks {

    private static final String CLAIM = """
            insert into backfill_marks as b (config_id, company_id, completed_through, begun_at)
            select id, company_id, created_at, clock_timestamp() from whatsapp_configs where id = :config
            on conflict (config_id) do update set begun_at = clock_timestamp()
             where b.begun_at is null or b.begun_at <= clock_timestamp() - :every * interval '1 microsecond'
            returning completed_through""";

    /** Never beyond now, whatever the clock of the node that looked: what comes meanwhile would never be looked at. */
    private static final String ADVANCE = """
            insert into backfill_marks as b (config_id, company_id, completed_through)
            select id, company_id, greatest(created_at, least(:through, clock_timestamp())) from whatsapp_configs where id = :config
            on conflict (config_id) do update
               set completed_through = greatest(b.completed_through, excluded.completed_through)""";

    private final Jdbi jdbi;

    PostgresBackfillMarks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Instant> claim(WhatsAppConfigId config, Duration every) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("config", config.value())
                .bind("every", every.toNanos() / 1_000)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant)));
    }

    @Override
    public void advance(WhatsAppConfigId config, Instant through) {
        FailureKind.once(() -> jdbi.withHandle(handle -> handle.createUpdate(ADVANCE)
                .bind("config", config.value())
                .bind("through", JdbiSetup.micros(through).atOffset(ZoneOffset.UTC))
                .execute()));
    }
}
