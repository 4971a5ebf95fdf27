package cl.fizko.chat.adapter.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL: one server for the whole test run, emptied before each test. Sessions are in UTC while the JVM is in
 * Chatham, so that code which trusts either zone fails.
 */
final class PostgresExtension implements BeforeEachCallback, AfterEachCallback {

    static final EncryptionKeys KEYS = EncryptionKeys.parse(Base64.getEncoder().encodeToString(new byte[32]));

    private static final EmbeddedPostgres SERVER = start();
    /** The first node. */
    static final UUID NODE = new UUID(0, 1);

    private static final PostgresDatabase DATABASE = open(NODE);

    private final List<PostgresDatabase> others = new ArrayList<>();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DatabaseUrl url() {
        return url("postgres");
    }

    /** Another database of the server. */
    static DatabaseUrl url(String database) {
        return DatabaseUrl.parse(SERVER.getJdbcUrl("postgres", database));
    }

    private static PostgresDatabase open(UUID node) {
        return PostgresDatabase.open(new PostgresDatabase.Settings(url(), KEYS, node));
    }

    /** The database as the first node sees it. */
    PostgresDatabase database() {
        return DATABASE;
    }

    /** The same database as another node sees it; closed after the test. */
    PostgresDatabase otherNode() {
        var other = open(UUID.randomUUID());
        others.add(other);
        return other;
    }

    /** Connections that wait for a lock as long as it takes, and not only for two seconds. */
    static Jdbi patient() {
        var source = new PGSimpleDataSource();
        source.setUrl(url().jdbcUrl());
        url().user().ifPresent(source::setUser);
        return JdbiSetup.on(source);
    }

    Jdbi jdbi() {
        return DATABASE.jdbi();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        jdbi().useHandle(handle -> handle.execute("""
                do $$ begin
                  execute (select 'truncate ' || string_agg(format('%I', tablename), ', ')
                             from pg_tables
                            where schemaname = current_schema() and tablename <> 'flyway_schema_history');
                end $$"""));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        others.forEach(PostgresDatabase::close);
        others.clear();
    }
}
