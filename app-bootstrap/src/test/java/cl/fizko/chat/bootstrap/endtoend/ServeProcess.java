package cl.fizko.chat.bootstrap.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged program in a process of its own. */
final class ServeProcess implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final List<String> announcement = new ArrayList<>();
    private int port;

    private ServeProcess(Process process) {
        this.process = process;
    }

    /** Starts {@code serve} and returns once it listens. */
    static ServeProcess start(Map<String, String> environment) throws IOException {
        var started = new ServeProcess(command(environment, "serve").start());
        started.awaitPort();
        return started;
    }

    /** A command of the packaged program; its standard error goes to this one's. */
    static ProcessBuilder command(Map<String, String> environment, String... args) {
        return command(CommandClasses.options(), environment, args);
    }

    /** The same with more options of the JVM. It compiles lightly: a process of seconds earns no more. */
    static ProcessBuilder command(List<String> options, Map<String, String> environment, String... args) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(
                java,
                "-Dstdout.encoding=UTF-8",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable"));
        line.addAll(options);
        var binaries = System.getProperty("chat.postgres.binaries");
        if (binaries != null) {
            line.add("-Dchat.postgres.binaries=" + binaries);
        }
        line.addAll(List.of("-jar", System.getProperty("app.jar")));
        line.addAll(List.of(args));
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(CHAT|KAPSO|OPENAI|WHATSAPP|HTTP|DATABASE|DATA)_.*"));
        builder.environment().putAll(environment);
        return builder;
    }

    private void awaitPort() throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            announcement.add(line);
            var listens = LISTENS.matcher(line);
            if (listens.find()) {
                port = Integer.parseInt(listens.group(1));
                return;
            }
        }
        throw new IllegalStateException("serve ended before it listened: " + announcement);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: no chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("serve did not stop within a minute of SIGTERM");
        }
        return process.exitValue();
    }

    /** Whatever is still running is killed: a test that wants more says so by {@link #terminate}. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
