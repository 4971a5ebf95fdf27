package cl.fizko.chat.bootstrap.embedded;

import cl.fizko.chat.bootstrap.node.DurableNames;
import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database cluster and the programs that make, start and stop it. Only the holder of the folder's lock may call anything
 * but {@link #password} and {@link #running}.
 *
 * <p>zonky's own starter is not used: it reads its 15 MB archive at every start, does not notice that the server has failed, and
 * gives up on a recovery that takes longer than its timeout.
 */
final class PostgresServer {

    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private static final int PORT_ATTEMPTS = 3;
    private static final long MAX_LOG_BYTES = 10_000_000;

    /** Recovery after a crash replays up to 2 GB of log. */
    private static final String START_SECONDS = "600";

    private static final String STOP_SECONDS = "60";

    private final Path dataDir;
    private final Path binariesHome;
    private final Path home;
    private final Path cluster;
    private final Path passwordFile;
    private final Path logFile;

    PostgresServer(Path dataDir, Path binariesHome) {

        this.dataDir = dataDir;
        this.binariesHome = binariesHome;
        this.home = dataDir.resolve("postgres");
        this.cluster = home.resolve("data");
        this.passwordFile = home.resolve("password");
        this.logFile = home.resolve("server.log");
    }

    /** What the server says of itself; see {@link PostmasterFile}. */
    Optional<PostmasterFile> running() throws IOException {
        return PostmasterFile.of(cluster);
    }

    String password() throws IOException {
        return OwnerOnlyFile.read(passwordFile)
                .orElseThrow(() -> new EmbeddedDatabaseException(dataDir, passwordFile + " is missing"));
    }

    /** Starts the server, after stopping one that outlived its application; makes the cluster the first time. */
    void start() throws IOException, InterruptedException {
        OwnerOnlyFile.createFolder(home);
        stopOrphan();
        if (!Files.isDirectory(cluster)) {
            create();
        }
        rotateLog();
        for (int attempt = 1; ; attempt++) {
            var seen = Files.exists(logFile) ? Files.size(logFile) : 0;
            var options = ServerOptions.listeningOn(freePort());
            var result = pgCtl("-w", "-t", START_SECONDS, "-l", logFile.toString(), "-o", options, "start");
            if (result.succeeded()) {
                return;
            }
            var said = result.output() + logAfter(seen);
            if (attempt == PORT_ATTEMPTS || !said.contains("Address already in use")) {
                throw failure("PostgreSQL does not start", said);
            }
        }
    }

    /** Ends all connections and stops the server, its data safely on disk. */
    void stop() throws IOException, InterruptedException {
        var result = pgCtl("-w", "-t", STOP_SECONDS, "-m", "fast", "stop");
        if (!result.succeeded() && running().flatMap(PostmasterFile::server).isPresent()) {
            log.warn(
                    "the embedded PostgreSQL does not stop within {} s and is stopped hard; it loses nothing",
                    STOP_SECONDS);
            pgCtl("-w", "-t", STOP_SECONDS, "-m", "immediate", "stop");
        }
    }

    private void stopOrphan() throws IOException, InterruptedException {
        var found = running();
        if (found.isEmpty()) {
            return;
        }
        if (found.get().server().isPresent()) {
            log.info(
                    "stopping the PostgreSQL (process {}) that outlived an earlier run",
                    found.get().pid());
            stop();
        } else {
            found.get().delete(); // its number may belong to another process by now, which PostgreSQL would take for a
            // server
        }
    }

    private void create() throws IOException, InterruptedException {
        removeUnfinished();
        OwnerOnlyFile.write(passwordFile, newPassword());
        var unfinished = cluster.resolveSibling("data.new");
        // The builtin locale sorts and folds case alike on every machine, whatever locales that has.
        var result = run(
                "initdb",
                List.of(
                        "-D",
                        unfinished.toString(),
                        "-U",
                        SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (!result.succeeded()) {
            removeUnfinished();
            throw failure("no database can be created", result.output());
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        DurableNames.in(home);
    }

    private void removeUnfinished() throws IOException {
        var unfinished = cluster.resolveSibling("data.new");
        if (Files.exists(unfinished)) {
            PathUtils.deleteDirectory(unfinished);
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > MAX_LOG_BYTES) {
            Files.move(logFile, logFile.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String logAfter(long position) throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        try (var channel = Files.newByteChannel(logFile).position(position)) {
            return new String(Channels.newInputStream(channel).readNBytes(100_000), StandardCharsets.UTF_8);
        }
    }

    private EmbeddedDatabaseException failure(String what, String output) {
        var reason = FileTrouble.inText(output).orElseGet(() -> telling(output));
        return new EmbeddedDatabaseException(dataDir, what + ": " + reason + " (log: " + logFile + ")");
    }

    /** The few lines that say what went wrong. */
    private static String telling(String output) {
        return output.lines()
                .filter(line -> line.matches(
                        ".*(FATAL|PANIC|HINT|error|failed|denied|could not|cannot|unrecognized|invalid).*"))
                .map(line ->
                        line.replaceFirst("^[-0-9]+ [:.0-9]+ UTC \\[\\d+] ", "").strip())
                .distinct()
                .limit(4)
                .collect(Collectors.joining("; "));
    }

    private Result pgCtl(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-D", cluster.toString()));
        all.addAll(List.of(arguments));
        return run("pg_ctl", all);
    }

    private record Result(boolean succeeded, String output) {}

    private Result run(String program, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) { // so for root only: in a user namespace of its own it is nobody
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(PostgresBinaries.unpackedIn(binariesHome)
                .resolve("bin")
                .resolve(program)
                .toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(PostgresServer::isNoneOfItsBusiness);
        builder.environment().put("LC_ALL", "C");
        var process = started(builder);
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor() == 0, output);
    }

    private Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            var reason = FileTrouble.inText(String.valueOf(e.getMessage()))
                    .orElse("PostgreSQL does not run: " + e.getMessage());
            throw new EmbeddedDatabaseException(dataDir, reason, e);
        }
    }

    /** Settings that would mislead it, and our secrets. */
    private static boolean isNoneOfItsBusiness(String variable) {
        return variable.matches("(PG|LC_|LANG|CHAT_|KAPSO_|OPENAI_|WHATSAPP_|DATABASE_).*");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
