package cl.fizko.chat.bootstrap.embedded;

import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import cl.fizko.chat.bootstrap.node.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on this machine, with its data in {@code DATA_DIR/postgres}, for any number of processes at once. The
 * process that holds {@code DATA_DIR/postgres.lock} owns the server: it starts it and stops it. The others, e.g. a command run
 * beside the service, connect to it for as long as the owner runs. A service never depends on a command in that way: it waits
 * for the command to end, and then owns the server itself.
 *
 * <p>Nothing is lost when the owner is killed: the next owner stops the server that was left running, or lets it recover.
 *
 * <p>No shutdown hook is installed, because hooks run in no order and work in progress still needs its database: whoever opens
 * one closes it last. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The name of the database. */
    public static final String NAME = "fizko_chat";

    /** The system property that moves PostgreSQL's programs out of DATA_DIR, so that several folders share one copy. */
    public static final String BINARIES_PROPERTY = "chat.postgres.binaries";

    private static final Duration GUEST_PATIENCE = Duration.ofMinutes(1);
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;
    private static final String PROBE_TIMEOUTS = "&connectTimeout=5&socketTimeout=10";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Path dataDir;
    private final PostgresServer server;
    private final String jdbcUrl;
    private @Nullable ProcessLock lock;

    private EmbeddedDatabase(Path dataDir, PostgresServer server, String jdbcUrl, @Nullable ProcessLock lock) {
        this.dataDir = dataDir;
        this.server = server;
        this.jdbcUrl = jdbcUrl;
        this.lock = lock;
    }

    /**
     * Starts the folder's database, or finds the one that another process has started, which stops when that process ends: good
     * enough for a command. Takes well under a second, but for the first time, some seconds, and after a crash.
     *
     * @param dataDir DATA_DIR; created if need be
     * @throws EmbeddedDatabaseException saying what is wrong with that folder or that server
     */
    public static EmbeddedDatabase openForCommand(Path dataDir) {
        return open(dataDir, binaries(dataDir), ServerOwner.Kind.COMMAND, COMMAND_PATIENCE);
    }

    /**
     * The same, but only another service's database is shared: waits up to half a minute for a command to end that has started
     * the database.
     *
     * @throws EmbeddedDatabaseException saying what is wrong with that folder or that server, or that a command still has it
     */
    public static EmbeddedDatabase openForService(Path dataDir) {
        return open(dataDir, binaries(dataDir), ServerOwner.Kind.SERVICE, COMMAND_PATIENCE);
    }

    private static Path binaries(Path dataDir) {
        var elsewhere = System.getProperty(BINARIES_PROPERTY);
        return elsewhere == null ? dataDir.resolve("postgres").resolve("bin") : Path.of(elsewhere);
    }

    static EmbeddedDatabase open(Path dataDir, Path binaries) {
        return open(dataDir, binaries, ServerOwner.Kind.COMMAND, COMMAND_PATIENCE);
    }

    static EmbeddedDatabase open(Path dataDir, Path binaries, ServerOwner.Kind kind, Duration commandPatience) {
        var folder = dataDir.toAbsolutePath().normalize();
        try {
            OwnerOnlyFile.createFolder(folder);
            var real = folder.toRealPath();
            var server = new PostgresServer(real, binaries.toAbsolutePath());
            return ownedOrShared(real, server, kind, commandPatience);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException(folder, "interrupted while starting", e);
        }
    }

    /** Where the database is, with the user's name and password: not to be logged. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Whether this process started the server, so that it ends with {@link #close}. */
    public synchronized boolean isOwner() {
        return lock != null;
    }

    /** Stops the server if this process owns it, and waits for it; the second call does nothing. */
    @Override
    public synchronized void close() {
        var held = lock;
        lock = null;
        if (held == null) {
            return;
        }
        try (held) {
            ServerOwner.withdrawFrom(dataDir);
            server.stop();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(dataDir, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException(dataDir, "interrupted while stopping", e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedDatabase[" + dataDir + "]";
    }

    private static EmbeddedDatabase ownedOrShared(
            Path dataDir, PostgresServer server, ServerOwner.Kind kind, Duration commandPatience)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        while (System.nanoTime() - start < GUEST_PATIENCE.toNanos()) {
            var lock = ProcessLock.tryHold(dataDir.resolve("postgres.lock"));
            if (lock.isPresent()) {
                return owned(dataDir, server, lock.get(), kind);
            }
            var owner = ServerOwner.of(dataDir);
            if (kind == ServerOwner.Kind.SERVICE
                    && owner.map(ServerOwner::kind).equals(Optional.of(ServerOwner.Kind.COMMAND))) {
                if (System.nanoTime() - start > commandPatience.toNanos()) {
                    throw new EmbeddedDatabaseException(
                            dataDir,
                            "a command (process " + owner.get().pid()
                                    + ") has started the database and still runs; start again when it has ended");
                }
            } else if (owner.isPresent()) {
                var url = sharedUrl(server);
                if (url.isPresent()) {
                    return new EmbeddedDatabase(dataDir, server, url.get(), null);
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new EmbeddedDatabaseException(
                dataDir, "another process holds postgres.lock, but its PostgreSQL takes no connections");
    }

    private static EmbeddedDatabase owned(Path dataDir, PostgresServer server, ProcessLock lock, ServerOwner.Kind kind)
            throws IOException, InterruptedException {
        EmbeddedDatabase database = null;
        try {
            ServerOwner.withdrawFrom(dataDir);
            server.start();
            var port = server.running()
                    .orElseThrow(() -> new EmbeddedDatabaseException(dataDir, "PostgreSQL has stopped again"))
                    .port();
            createIfMissing(dataDir, port, server.password());
            new ServerOwner(kind, ProcessHandle.current().pid()).announceIn(dataDir);
            database = new EmbeddedDatabase(dataDir, server, url(port, NAME, server.password()), lock);
            return database;
        } finally {
            if (database == null) {
                try (lock) {
                    if (server.running().isPresent()) {
                        server.stop();
                    }
                }
            }
        }
    }

    private static void createIfMissing(Path dataDir, int port, String password) {
        try {
            if (exists(port, password)) {
                return;
            }
            try (var connection = DriverManager.getConnection(url(port, "postgres", password));
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        } catch (SQLException e) {
            throw new EmbeddedDatabaseException(dataDir, "PostgreSQL refuses: " + e.getMessage(), e);
        }
    }

    private static boolean exists(int port, String password) throws SQLException {
        try {
            DriverManager.getConnection(url(port, NAME, password) + PROBE_TIMEOUTS)
                    .close();
            return true;
        } catch (SQLException e) {
            if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The owner's database, once it takes connections. */
    private static Optional<String> sharedUrl(PostgresServer server) throws IOException {
        var running = server.running()
                .filter(PostmasterFile::ready)
                .filter(file -> file.server().isPresent());
        if (running.isEmpty()) {
            return Optional.empty();
        }
        try {
            var password = server.password();
            return exists(running.get().port(), password)
                    ? Optional.of(url(running.get().port(), NAME, password))
                    : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty(); // starting, or being stopped: asked again until patience ends
        }
    }

    private static String url(int port, String database, String password) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + PostgresServer.SUPERUSER
                + "&password=" + password;
    }
}
