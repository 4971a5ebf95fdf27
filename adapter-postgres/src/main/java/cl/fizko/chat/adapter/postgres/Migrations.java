package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.Secret;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date while nodes of the release before are at work. One of their transactions and a migration may wait for
 * each other; PostgreSQL then ends one of them. A node tries its own again, and so does a migration: each is one transaction, so one that was
 * ended has left nothing behind.
 */
final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private static final int ATTEMPTS = 8;

    /**
     * Whoever waits for a lock on a table keeps all that come later waiting too: a migration behind a backup would stop everything until
     * that is done. So it lets others go first after a second, and comes again.
     */
    private static final String PATIENCE = "-c lock_timeout=1s";

    private static final long PAUSE_MILLIS = 2_000;

    private Migrations() {}

    /**
     * Migrates.
     *
     * @return the version of the schema; empty if there are no migrations
     * @throws FlywayException if a migration fails
     */
    static Optional<String> run(DatabaseUrl url) {
        var flyway = Flyway.configure()
                .dataSource(
                        url.jdbcUrl(),
                        url.user().orElse(null),
                        url.password().map(Secret::reveal).orElse(null))
                .locations("classpath:db/migration")
                .jdbcProperties(Map.of("options", PATIENCE))
                .load();
        for (var attempt = 1; ; attempt++) {
            try {
                var migrated = flyway.migrate();
                return Optional.ofNullable(migrated.targetSchemaVersion)
                        .or(() -> Optional.ofNullable(migrated.initialSchemaVersion));
            } catch (FlywayException e) {
                var kind = FailureKind.of(e);
                if (attempt == ATTEMPTS || (kind != FailureKind.IN_THE_WAY && kind != FailureKind.LOCKED)) {
                    throw e;
                }
                log.info("a migration was in the way of others, or they in its: once more");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while migrating", e);
        }
    }
}
