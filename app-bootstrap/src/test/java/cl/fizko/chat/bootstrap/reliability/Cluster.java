package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabase;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL for all trials, durable as the embedded one is; each trial has a database of its own, copied from a prepared one. */
final class Cluster implements AutoCloseable {

    private final EmbeddedDatabase server;
    private final Path home;

    private Cluster(EmbeddedDatabase server, Path home) {
        this.server = server;
        this.home = home;
    }

    /** Passwords cost it nothing: every node makes ten connections, and that is not what is tried here. */
    static Cluster under(Path folder) throws SQLException {
        var cluster = new Cluster(EmbeddedDatabase.openForCommand(folder), folder.resolve("postgres"));
        var password = cluster.server.jdbcUrl().replaceAll(".*&password=", "");
        cluster.execute("set scram_iterations = 1; alter role postgres password '" + password + "'");
        return cluster;
    }

    /** A new, empty database. */
    Database create(String name) throws SQLException {
        execute("create database " + name);
        return new Database(this, name);
    }

    /** A copy of one that nobody is connected to. */
    Database copy(String name, Database of) throws SQLException {
        execute("create database " + name + " template " + of.name());
        return new Database(this, name);
    }

    void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Stops the server and starts it again on the same port.
     *
     * @param mode {@code fast}, or {@code immediate}: like a crash, with a recovery after it
     * @param environment more variables for the server
     */
    void restart(String mode, Map<String, String> environment) throws IOException, InterruptedException {
        pgCtl(environment, "-m", mode, "restart");
    }

    /** Starts the server if it has ended by itself. */
    void startIfDown() throws IOException, InterruptedException {
        if (pgCtl(Map.of(), "status") != 0) {
            pgCtl(Map.of(), "restart");
        }
    }

    private int pgCtl(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) { // as the embedded database does it for root
            command.addAll(List.of("unshare", "-U"));
        }
        try (var found = Files.newDirectoryStream(
                Path.of(System.getProperty(EmbeddedDatabase.BINARIES_PROPERTY)), "postgres-*")) {
            command.add(found.iterator().next().resolve("bin/pg_ctl").toString());
        }
        command.addAll(List.of(
                "-D",
                home.resolve("data").toString(),
                "-l",
                home.resolve("server.log").toString(),
                "-w",
                "-t",
                "60"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    /** Where one of its databases is, with user and password. */
    String url(String database) {
        return server.jdbcUrl().replace("/" + EmbeddedDatabase.NAME + "?", "/" + database + "?");
    }

    @Override
    public void close() {
        server.close();
    }

    /** A database of the cluster, asked over one connection for as long as that holds; gone when it is closed. */
    static final class Database implements AutoCloseable {

        private final Cluster cluster;
        private final String name;
        private Connection connection;

        Database(Cluster cluster, String name) {
            this.cluster = cluster;
            this.name = name;
        }

        String name() {
            return name;
        }

        String url() {
            return cluster.url(name);
        }

        /** Not to be closed by whoever asks for it. */
        synchronized Connection connection() throws SQLException {
            if (connection == null || !connection.isValid(1)) {
                connection = DriverManager.getConnection(url());
            }
            return connection;
        }

        /** The single number that a query gives. */
        long number(String sql) throws SQLException {
            try (var statement = connection().createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }

        /** Returns how many rows it changed. */
        int update(String sql) throws SQLException {
            try (var statement = connection().createStatement()) {
                return statement.executeUpdate(sql);
            }
        }

        @Override
        public synchronized void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
            cluster.execute("drop database if exists " + name + " with (force)");
        }
    }
}
