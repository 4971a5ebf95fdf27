package cl.fizko.chat.bootstrap.endtoend;

import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks into the database from outside the app. */
final class StoredMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final String jdbcUrl;

    StoredMessages(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** The embedded database that a running app has started in that folder. */
    static StoredMessages under(Path dataDir) {
        return new StoredMessages(EmbeddedDatabase.openForCommand(dataDir).jdbcUrl());
    }

    /** The single number that a query gives. */
    long number(String sql) {
        return Long.parseLong(text(sql).orElseThrow());
    }

    /** The single value that a query gives; empty when there is no row or it is null. */
    Optional<String> text(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Changes what is stored, behind the app's back. */
    void change(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void await(String sql, long expected) throws InterruptedException {
        await(sql, Long.toString(expected));
    }

    /** Looks until the query gives the value, and fails when it never does. */
    void await(String sql, String expected) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = text(sql);
        while (!found.equals(Optional.of(expected))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("expected " + expected + " but found " + found + " for " + sql);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            found = text(sql);
        }
    }
}
