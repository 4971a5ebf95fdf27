package cl.fizko.chat.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks for texts in every column of every table and in every file but the database's own. */
final class Leftovers {

    private static final String COLUMNS = """
            select c.table_name, c.column_name, c.data_type
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where c.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE'""";

    /** They are looked through all the same. */
    private static final Set<String> HOLD_NO_TEXT = Set.of(
            "uuid",
            "boolean",
            "smallint",
            "integer",
            "bigint",
            "double precision",
            "timestamp with time zone",
            "timestamp without time zone",
            "time without time zone",
            "date");

    private final String jdbcUrl;
    private final Path dataDir;

    Leftovers(String jdbcUrl, Path dataDir) {
        this.jdbcUrl = jdbcUrl;
        this.dataDir = dataDir;
    }

    /** Where the text is found: {@code table.column} and names of files, in order. */
    Set<String> of(String text) {
        return of(List.of(text));
    }

    /** Where one of the texts is found. */
    Set<String> of(List<String> texts) {
        var anyOf = Pattern.compile(
                texts.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        var found = new TreeSet<String>();
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            for (var column : columns(connection)) {
                if (holds(connection, column, anyOf)) {
                    found.add(column.place());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        found.addAll(inFiles(anyOf));
        return found;
    }

    /** Every table. */
    Set<String> tables() {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            return columns(connection).stream().map(Column::table).collect(Collectors.toCollection(TreeSet::new));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every column that may hold words or digits of a person, as {@code table.column}, in order. */
    Set<String> places() {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            return columns(connection).stream()
                    .filter(column -> !HOLD_NO_TEXT.contains(column.type))
                    .map(Column::place)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Column(String table, String name, String type) {
        String place() {
            return table + "." + name;
        }
    }

    private static List<Column> columns(Connection connection) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return columns;
    }

    private static boolean holds(Connection connection, Column column, Pattern anyOf) throws SQLException {
        var value = column.type.equals("bytea")
                ? "encode(\"" + column.name + "\", 'escape')"
                : "\"" + column.name + "\"::text";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select " + value + " from \"" + column.table + "\" where \""
                        + column.name + "\" is not null")) {
            while (rows.next()) {
                if (anyOf.matcher(rows.getString(1)).find()) {
                    return true;
                }
            }
            return false;
        }
    }

    private List<String> inFiles(Pattern anyOf) {
        try (var files = Files.walk(dataDir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(dataDir.resolve("postgres")))
                    .filter(file ->
                            anyOf.matcher(file.getFileName() + read(file)).find())
                    .map(file -> dataDir.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
