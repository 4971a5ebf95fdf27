package cl.fizko.chat.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The real app, {@code serve}, in a process of its own on its embedded PostgreSQL, with one business number and without brakes:
 * the limits that Meta sets per number and customer would be all that is measured.
 */
final class AppProcess implements AutoCloseable {

    static final String SECRET = "load-test-secret";
    static final String PHONE_NUMBER_ID = "109900000000001";
    static final String WEBHOOK_PATH = "/api/chat/webhook/";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
    private static final List<String> FOREIGN =
            List.of("CHAT_", "KAPSO_", "OPENAI_", "WHATSAPP_", "DATABASE_", "HTTP_");

    private final Path folder;
    private final Process process;
    private final int port;

    private AppProcess(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Starts it on a DATA_DIR {@code data} in that empty folder, and makes the business number. */
    static AppProcess start(Path jar, List<String> javaOptions, Path folder, int kapsoPort)
            throws IOException, InterruptedException {
        var out = folder.resolve("app.log");
        var options = new ArrayList<>(javaOptions);
        options.add("-Xlog:gc:file=" + folder.resolve(GcLog.NAME) + ":uptime,tags");
        var process = java(jar, options, folder, kapsoPort, List.of("serve"))
                .redirectOutput(out.toFile())
                .start();
        var app = new AppProcess(folder, process, listening(process, out));
        app.createConfig(jar, kapsoPort);
        return app;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path dataDir() {
        return folder.resolve("data");
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
        throw new IllegalStateException("the app did not end within " + STOP);
    }

    private void createConfig(Path jar, int kapsoPort) throws IOException, InterruptedException {
        var log = folder.resolve("create_config.log");
        var arguments = List.of(
                "create_config",
                "--company_id",
                "1",
                "--phone_number_id",
                PHONE_NUMBER_ID,
                "--phone_number",
                "+56900000000");
        var exit = java(jar, List.of(), folder, kapsoPort, arguments)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            close();
            throw new IllegalStateException("create_config failed: " + Files.readString(log));
        }
    }

    private static ProcessBuilder java(
            Path jar, List<String> options, Path folder, int kapsoPort, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(new File(folder.toString()));
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        builder.environment()
                .putAll(Map.of(
                        "DATA_DIR", folder.resolve("data").toString(),
                        "HTTP_PORT", "0",
                        "WHATSAPP_WEBHOOK_SECRET", SECRET,
                        "KAPSO_API_BASE_URL", "http://127.0.0.1:" + kapsoPort + "/meta/whatsapp/v24.0",
                        "KAPSO_API_TOKEN", "load-test",
                        "KAPSO_PAIR_RATE_LIMIT", "false",
                        "KAPSO_LINE_RATE_PER_SECOND", "0"));
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
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("the app does not start: " + Files.readString(out));
    }
}
