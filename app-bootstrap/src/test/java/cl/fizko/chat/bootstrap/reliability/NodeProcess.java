package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks;
import cl.fizko.chat.domain.port.CrashPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/** A node in a process of its own: the packaged app where there is one, else the classes of this build. */
final class NodeProcess implements AutoCloseable {

    /** What {@code kill -9} leaves: 128 and the signal's number. */
    static final int KILLED = 137;

    private static final Pattern LISTENS = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private int port;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** Where nodes come from: the class path, and the archive of loaded classes that makes them start twice as fast. */
    record Program(List<String> options, String classPath) {

        /** The packaged app and {@link ReliabilityNode} in a jar beside it, for archives of classes take jars only. */
        static Program under(Path folder) throws IOException {
            var app = System.getProperty("app.jar");
            if (app == null) {
                return new Program(List.of(), System.getProperty("java.class.path"));
            }
            var jar = folder.resolve("node.jar");
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (var type : List.of(ReliabilityNode.class, KapsoWebhooks.class)) {
                    var name = type.getName().replace('.', '/') + ".class";
                    out.putNextEntry(new JarEntry(name));
                    try (var in = type.getClassLoader().getResourceAsStream(name)) {
                        in.transferTo(out);
                    }
                }
            }
            return new Program(List.of(), app + ":" + jar);
        }

        Program archivingTo(Path archive) {
            return new Program(List.of("-XX:ArchiveClassesAtExit=" + archive), classPath);
        }

        Program using(Path archive) {
            return Files.exists(archive) ? new Program(List.of("-XX:SharedArchiveFile=" + archive), classPath) : this;
        }
    }

    /**
     * Where a node is to die by itself, or a thread of it to be held: at the n-th passing of that point.
     *
     * @param holds false to die
     */
    record Fuse(CrashPoint point, int passing, boolean holds) {
        Fuse(CrashPoint point, int passing) {
            this(point, passing, false);
        }

        Fuse holding() {
            return new Fuse(point, passing, true);
        }

        @Override
        public String toString() {
            return point + ":" + passing + (holds ? ":hold" : "");
        }
    }

    /** Starts a node and returns once it listens, or has been killed before it could. */
    static NodeProcess start(Program program, Map<String, String> environment, Optional<Fuse> fuse, Path log)
            throws IOException {
        var options = List.of(
                "-D" + CrashPoint.PROPERTY + "=" + fuse.map(Fuse::toString).orElse(""),
                "--add-opens=java.base/java.lang=ALL-UNNAMED");
        var node = new NodeProcess(command(program, options, environment, log).start(), log);
        node.awaitPort();
        return node;
    }

    /** Migrates the database, connects a number, and leaves an archive of classes. */
    static void prepare(Program program, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        var process = command(program, List.of(), environment, log, "connect")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("the database could not be prepared, see " + log);
        }
    }

    private static ProcessBuilder command(
            Program program, List<String> options, Map<String, String> environment, Path log, String... args) {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Dstdout.encoding=UTF-8"));
        line.addAll(program.options());
        line.addAll(options);
        line.addAll(List.of("-cp", program.classPath(), ReliabilityNode.class.getName()));
        line.addAll(List.of(args));
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(CHAT|KAPSO|OPENAI|WHATSAPP|HTTP|DATABASE|DATA|LOG)_.*"));
        builder.environment().putAll(environment);
        return builder;
    }

    private void awaitPort() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var listens = LISTENS.matcher(line);
            if (listens.find()) {
                port = Integer.parseInt(listens.group(1));
                return;
            }
        }
        if (process.onExit().join().exitValue() != KILLED) {
            throw new IllegalStateException("the node ended before it listened, see " + log);
        }
    }

    /** From now on it is to die there, or to hold a thread. Returns once the node knows. */
    void arm(Fuse fuse) throws IOException {
        tell(fuse.toString());
    }

    /** Lets the held thread go on. */
    void release() throws IOException {
        tell("");
    }

    private void tell(String setting) throws IOException {
        var in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(setting + "\n");
        in.flush();
        for (var line = out.readLine(); !setting.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the node has ended, see " + log);
            }
        }
    }

    /** What it says; nodes of one folder share it. */
    Path log() {
        return log;
    }

    /** Where it listens; 0 if it was killed before it did. */
    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGKILL, and returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (sent != 0) {
                throw new IllegalStateException("no signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
