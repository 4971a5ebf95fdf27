package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schema changes under nodes that are at work. */
@Timeout(60)
class MigrationsTest {

    private static final String NAME = "migrated_at_work";

    private final Jdbi server = PostgresExtension.patient();
    private final DatabaseUrl url = PostgresExtension.url(NAME);
    private final Jdbi database = Jdbi.create(url.jdbcUrl(), url.user().orElseThrow(), "");

    @BeforeEach
    void create() {
        drop();
        server.useHandle(handle -> handle.execute("create database " + NAME));
    }

    @AfterEach
    void drop() {
        server.useHandle(handle -> handle.execute("drop database if exists " + NAME + " with (force)"));
    }

    /**
     * V22 makes an index, for which a transaction that wants to write waits, and then drops one that the same transaction has read:
     * the migration is what PostgreSQL ends. A lock holds it up between the two.
     */
    @Test
    void run_endedForATransactionOfAnotherNode_triesAgain() throws Exception {
        migrateTo("21");
        database.useHandle(MigrationsTest::holdUpNewIndexes);
        CompletableFuture<Optional<String>> migration;
        try (var gate = database.open();
                var node = database.open()) {
            gate.execute("select pg_advisory_lock(42)");
            node.begin();
            node.execute("select from whatsapp_messages");
            migration = CompletableFuture.supplyAsync(() -> Migrations.run(url), MigrationsTest::inAThread);
            awaitWaiting("locktype = 'advisory'");
            var write = CompletableFuture.runAsync(
                    () -> {
                        node.execute("update whatsapp_messages set bulk = bulk");
                        node.commit();
                    },
                    MigrationsTest::inAThread);
            awaitWaiting("relation = 'whatsapp_messages'::regclass and mode = 'RowExclusiveLock'");
            gate.execute("select pg_advisory_unlock(42)");
            write.join();
        }

        assertThat(migration.join())
                .hasValueSatisfying(
                        version -> assertThat(Integer.parseInt(version)).isGreaterThan(22));
        assertThat(database.withHandle(MigrationsTest::indexes))
                .contains("whatsapp_messages_lines_idx")
                .doesNotContain("whatsapp_messages_due_idx");
    }

    /** Such as a backup: who waits behind the migration that waits for it must not wait long. */
    @Test
    void run_behindALongReader_letsOthersGoFirstAndComesAgain() {
        migrateTo("24");
        CompletableFuture<Optional<String>> migration;
        try (var reader = database.open();
                var node = database.open()) {
            reader.begin();
            reader.execute("select from whatsapp_messages");
            migration = CompletableFuture.supplyAsync(() -> Migrations.run(url), MigrationsTest::inAThread);
            awaitWaiting("relation = 'whatsapp_messages'::regclass and mode = 'AccessExclusiveLock'");
            node.execute("update whatsapp_messages set bulk = bulk"); // in the queue behind it
            assertThat(migration).isNotDone();
            reader.commit();
        }

        assertThat(migration.join())
                .hasValueSatisfying(
                        version -> assertThat(Integer.parseInt(version)).isGreaterThan(25));
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user().orElseThrow(), null)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static void holdUpNewIndexes(Handle handle) {
        handle.execute("create function hold_up() returns event_trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(42); end $$");
        handle.execute("create event trigger hold_up on ddl_command_end when tag in ('CREATE INDEX')"
                + " execute function hold_up()");
    }

    private static void inAThread(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitWaiting(String lock) {
        while (!database.withHandle(
                handle -> handle.createQuery("select exists (select from pg_locks where not granted and " + lock + ")")
                        .mapTo(Boolean.class)
                        .one())) {
            Thread.onSpinWait();
        }
    }

    private static String indexes(Handle handle) {
        return handle.createQuery(
                        "select string_agg(indexname, ' ') from pg_indexes where tablename = 'whatsapp_messages'")
                .mapTo(String.class)
                .one();
    }
}
