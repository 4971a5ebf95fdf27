package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell, on a connection of its own that is open only while it is wanted. It needs a session of the database:
 * a pooler between that shares sessions by transaction loses every notification.
 */
final class LiveListener implements AutoCloseable {

    static final String CHANNEL = "fizko_chat_live";

    private static final Logger log = LoggerFactory.getLogger(LiveListener.class);

    private static final int LISTEN_MILLIS = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** A connection that died in silence is noticed by asking for something. */
    private static final Duration PROBE_EVERY = Duration.ofSeconds(5);

    private final DatabaseUrl url;
    private final BooleanSupplier wanted;
    private final Consumer<String> hears;
    private final Runnable begins;
    private final Thread thread = new Thread(this::run, "live-listen");
    private volatile boolean closed;
    private volatile boolean listening;

    /**
     * A listener that is not running yet.
     *
     * @param wanted whether anybody on this node wants to hear
     * @param begins called whenever it begins to hear; what was told before is lost
     */
    LiveListener(DatabaseUrl url, BooleanSupplier wanted, Consumer<String> hears, Runnable begins) {
        this.url = url;
        this.wanted = wanted;
        this.hears = hears;
        this.begins = begins;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Looks at once whether it is wanted now. */
    void wake() {
        LockSupport.unpark(thread);
    }

    boolean isListening() {
        return listening;
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void run() {
        while (!closed) {
            if (!wanted.getAsBoolean()) {
                LockSupport.parkNanos(Duration.ofMillis(LISTEN_MILLIS).toNanos());
                continue;
            }
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                log.warn("live changes of other nodes are not heard, trying again: {}", FailureKind.nameOfCause(e));
                LockSupport.parkNanos(AGAIN.toNanos());
            } finally {
                listening = false;
            }
        }
    }

    private void listen() throws SQLException {
        try (var connection = open()) {
            execute(connection, "listen " + CHANNEL);
            listening = true;
            begins.run();
            var server = connection.unwrap(PGConnection.class);
            var probeAt = System.nanoTime() + PROBE_EVERY.toNanos();
            while (!closed && wanted.getAsBoolean()) {
                var told = server.getNotifications(LISTEN_MILLIS);
                for (var notification : told) {
                    hears.accept(notification.getParameter());
                }
                if (System.nanoTime() - probeAt >= 0) {
                    execute(connection, "select 1");
                    probeAt = System.nanoTime() + PROBE_EVERY.toNanos();
                }
            }
        }
    }

    private Connection open() throws SQLException {
        var properties = new Properties();
        url.user().ifPresent(user -> properties.setProperty("user", user));
        url.password().map(Secret::reveal).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "fizko-chat live");
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
