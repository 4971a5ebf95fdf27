package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The PostgreSQL that the app has started under its DATA_DIR: its process and where it listens, from {@code postmaster.pid}
 * (line 1 and 4), and the password that the app gave it.
 */
record EmbeddedServer(long pid, int port, String password) {

    static final String USER = "postgres";
    static final String APP = "fizko_chat";

    static EmbeddedServer under(Path dataDir) throws IOException {
        var home = dataDir.resolve("postgres");
        var lines = Files.readAllLines(home.resolve("data").resolve("postmaster.pid"));
        return new EmbeddedServer(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()),
                Files.readString(home.resolve("password")).strip());
    }

    /** The app's database, as another node's DATABASE_URL. */
    String url() {
        return "postgres://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + APP; // the password is hexadecimal
    }

    /** Ends at once the server that a killed app has left behind, if it has. */
    static void kill(Path dataDir) {
        try {
            ProcessHandle.of(under(dataDir).pid()).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            // there is none: it removes its file when it ends
        }
    }

    /** A new connection to one of its databases. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
    }

    void execute(String database, String... statements) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The numbers that a query gives, one a row. */
    Set<Integer> numbers(String database, String query) throws SQLException {
        var numbers = new HashSet<Integer>();
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }

    @Override
    public String toString() {
        return "EmbeddedServer[" + port + "]";
    }
}
