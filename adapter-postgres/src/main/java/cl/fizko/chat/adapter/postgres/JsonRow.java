package cl.fizko.chat.adapter.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Inserts a row that comes as JSON. Only fields that are columns here count, so that an archive of another version can be read; columns that it
 * lacks get their defaults. Names of columns come from the database's own catalogue.
 */
final class JsonRow {

    private static final String COLUMNS = """
            select attname from pg_attribute
             where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
             order by attnum""";

    private final Map<String, List<String>> columns = new ConcurrentHashMap<>();

    /** Returns whether it was new. */
    boolean insert(Handle handle, String table, ObjectNode row) {
        var named = columns
                .computeIfAbsent(
                        table,
                        name -> handle.createQuery(COLUMNS)
                                .bind("table", name)
                                .mapTo(String.class)
                                .list())
                .stream()
                .filter(row::has)
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(", "));
        var statement = "insert into " + table + " (" + named + ") select " + named
                + " from jsonb_populate_record(null::" + table + ", cast(:row as jsonb)) on conflict do nothing";
        return handle.createUpdate(statement).bind("row", row.toString()).execute() == 1;
    }
}
