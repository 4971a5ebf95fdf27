package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * How many rows of that size the same server takes with one insert a commit at the same concurrency, durably: what intake could
 * do if it did nothing else and shared no commits.
 *
 * @param perSecond commits per second
 * @param by the program: {@code pgbench}, or {@code jdbc} where there is none
 */
record Ceiling(double perSecond, String by) {

    private static final String DATABASE = "ceiling";
    private static final String TABLE = """
            create table inbox (
              id          bigint      generated always as identity primary key,
              key         text        not null unique,
              received_at timestamptz not null default now(),
              payload     jsonb       not null
            )""";
    private static final String INSERT = "insert into inbox (key, payload) values ";
    private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+)");

    /** More than the server has connections for cannot be asked. */
    private static final int MOST_CLIENTS = 64;

    /** @param body a JSON document of the size in question */
    static Ceiling measure(EmbeddedServer server, Options options, String body, Path folder)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        var clients = Math.min(MOST_CLIENTS, options.number("connections"));
        var length = options.seconds("ceiling-s");
        server.execute("postgres", "drop database if exists " + DATABASE, "create database " + DATABASE);
        try {
            server.execute(DATABASE, TABLE, "checkpoint");
            return options.text("ceiling-by").equals("pgbench") && hasPgbench()
                    ? new Ceiling(pgbench(server, clients, length, body, folder), "pgbench")
                    : new Ceiling(jdbc(server, clients, length, body), "jdbc");
        } finally {
            server.execute("postgres", "drop database " + DATABASE + " with (force)", "checkpoint");
        }
    }

    private static boolean hasPgbench() throws InterruptedException {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static double pgbench(EmbeddedServer server, int clients, Duration length, String body, Path folder)
            throws IOException, InterruptedException {
        var script = folder.resolve("ceiling.sql");
        // A colon before a letter would be a variable of pgbench.
        var literal = body.replaceAll(":(?=[A-Za-z])", ": ").replace("'", "''");
        Files.writeString(script, INSERT + "(gen_random_uuid()::text, '" + literal + "');\n");
        var builder = new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + length.toSeconds(),
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + server.port(),
                "--username=" + EmbeddedServer.USER,
                DATABASE);
        builder.environment().put("PGPASSWORD", server.password());
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var found = TPS.matcher(output);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static double jdbc(EmbeddedServer server, int clients, Duration length, String body)
            throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var tasks = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < clients; i++) {
                tasks.add(() -> inserts(server, length, body));
            }
            var began = System.nanoTime();
            var rows = 0;
            for (var done : threads.invokeAll(tasks)) {
                rows += done.get();
            }
            return rows / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int inserts(EmbeddedServer server, Duration length, String body) throws SQLException {
        try (var connection = server.connect(DATABASE);
                var insert = connection.prepareStatement(INSERT + "(?, ?::jsonb)")) {
            var rows = 0;
            for (var end = System.nanoTime() + length.toNanos(); System.nanoTime() - end < 0; rows++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, body);
                insert.executeUpdate();
            }
            return rows;
        }
    }
}
