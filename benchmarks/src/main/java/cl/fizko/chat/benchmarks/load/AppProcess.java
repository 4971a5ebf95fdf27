package cl.fizko.chat.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The real app, {@code serve}, in a process of its own, with one business number and without brakes: the limits that Meta sets per
 * number and customer would be all that is measured. It ends with this process, however that ends short of a kill.
 */
final class AppProcess implements AutoCloseable {

    static final String SECRET = "load-test-secret";
    static final String PHONE_NUMBER_ID = "109900000000001";
    static final String DATA = "data";
    static final String WEBHOOK_PATH = "/api/chat/webhook/";

    /**
     * How every node is started.
     *
     * @param javaOptions of the JVM
     * @param compiler what {@code CHAT_COMPILER} is to say; empty: nothing
     * @param kapsoPort where the stand-in of Kapso listens
     */
    record Setup(Path jar, List<String> javaOptions, String compiler, int kapsoPort) {}

    private static final String ENCRYPTION_KEY = Base64.getEncoder()
            .encodeToString("all nodes of the load test: this".getBytes(StandardCharsets.US_ASCII)); // 32 bytes

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
    private static final List<String> FOREIGN =
            List.of("CHAT_", "KAPSO_", "OPENAI_", "WHATSAPP_", "DATABASE_", "HTTP_");

    private final Path folder;
    private final Process process;
    private int port;

    private AppProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts it on a DATA_DIR {@code data} in that empty folder, on its embedded PostgreSQL, and makes the business number. */
    static AppProcess start(Setup setup, Path folder) throws IOException, InterruptedException {
        return started(setup, folder, Optional.empty());
    }

    /** Starts one more node on a database that another one has begun, likewise in an empty folder of its own. */
    static AppProcess join(Setup setup, Path folder, EmbeddedServer server) throws IOException, InterruptedException {
        return started(setup, folder, Optional.of(server));
    }

    private static AppProcess started(Setup setup, Path folder, Optional<EmbeddedServer> joined)
            throws IOException, InterruptedException {
        var out = folder.resolve("app.log");
        var options = new ArrayList<>(setup.javaOptions());
        options.add("-Xlog:gc:file=" + folder.resolve(GcLog.NAME) + ":uptime,tags");
        var command = java(setup, options, folder, List.of("serve")).redirectOutput(out.toFile());
        joined.ifPresent(server -> command.environment().put("DATABASE_URL", server.url()));
        var app = new AppProcess(folder, command.start());
        Runtime.getRuntime().addShutdownHook(new Thread(app.process::destroy));
        try {
            app.port = listening(app.process, out);
            if (joined.isEmpty()) {
                app.createConfig(setup);
            }
            return app;
        } catch (IOException | InterruptedException | RuntimeException e) {
            app.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path dataDir() {
        return folder.resolve(DATA);
    }

    /** Where it put its memory so far. */
    GcLog gcLog() {
        return new GcLog(folder.resolve(GcLog.NAME));
    }

    /** Collects all garbage and says how many MB are left; NaN where the JDK has no jcmd. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return Double.NaN;
        }
        var log = gcLog();
        var before = log.pauses().size();
        new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        var pauses = log.pauses();
        return pauses.size() == before
                ? Double.NaN
                : pauses.get(pauses.size() - 1).afterMegabytes();
    }

    /** Ends it as an operator would, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        EmbeddedServer.kill(dataDir());
        throw new IllegalStateException("the app did not end within " + STOP);
    }

    private void createConfig(Setup setup) throws IOException, InterruptedException {
        var log = folder.resolve("create_config.log");
        var arguments = List.of(
                "create_config",
                "--company_id",
                "1",
                "--phone_number_id",
                PHONE_NUMBER_ID,
                "--phone_number",
                "+56900000000");
        var exit = java(setup, List.of(), folder, arguments)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("create_config failed: " + Files.readString(log));
        }
    }

    private static ProcessBuilder java(Setup setup, List<String> options, Path folder, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", setup.jar().toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(new File(folder.toString()));
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        builder.environment()
                .putAll(Map.of(
                        "DATA_DIR",
                        folder.resolve(DATA).toString(),
                        "HTTP_PORT",
                        "0",
                        "WHATSAPP_WEBHOOK_SECRET",
                        SECRET,
                        "CHAT_ENCRYPTION_KEY",
                        ENCRYPTION_KEY,
                        "KAPSO_API_BASE_URL",
                        "http://127.0.0.1:" + setup.kapsoPort() + "/meta/whatsapp/v24.0",
                        "KAPSO_API_TOKEN",
                        "load-test",
                        "KAPSO_PAIR_RATE_LIMIT",
                        "false",
                        "KAPSO_LINE_RATE_PER_SECOND",
                        "0"));
        if (!setup.compiler().isEmpty()) { // an older app knows no such variable
            builder.environment().put("CHAT_COMPILER", setup.compiler());
        }
        return builder;
    }

    private static int listening(Process process, Path out) throws IOException, InterruptedException {
        for (var end = System.nanoTime() + START.toNanos(); System.nanoTime() - end < 0; ) {
            var found = LISTENS.matcher(Files.readString(out, StandardCharsets.UTF_8));
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException("the app does not start: " + Files.readString(out));
    }
}
