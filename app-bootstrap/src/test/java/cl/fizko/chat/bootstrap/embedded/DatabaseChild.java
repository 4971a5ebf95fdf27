package cl.fizko.chat.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Opens the database of a folder, stores one row, and stays until its standard input ends. */
final class DatabaseChild {

    private DatabaseChild() {}

    public static void main(String[] args) throws IOException, SQLException {
        var kind = ServerOwner.Kind.valueOf(args[3]);
        try (var database = EmbeddedDatabase.open(Path.of(args[0]), Path.of(args[1]), kind, Duration.ofSeconds(30))) {
            try (var connection = DriverManager.getConnection(database.jdbcUrl());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS said (word text)");
                statement.execute("INSERT INTO said VALUES ('" + args[2] + "')");
            }
            System.out.println(database.isOwner() ? "owner" : "guest");
            System.in.transferTo(System.out);
        }
    }
}
