package cl.fizko.chat.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement that unnests them: one array a column, so that a statement is one round trip however many rows it
 * works on.
 */
final class MultiRow<S extends SqlStatement<S>, T> {

    private static final Map<Class<?>, String> SQL_NAMES = Map.of(
            Boolean.class, "boolean",
            Double.class, "float8",
            Instant.class, "timestamptz",
            Integer.class, "integer",
            Long.class, "bigint",
            Short.class, "smallint",
            String.class, "varchar",
            UUID.class, "uuid");

    private final S statement;
    private final List<T> rows;

    private MultiRow(S statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    static <S extends SqlStatement<S>, T> MultiRow<S, T> of(S statement, List<T> rows) {
        return new MultiRow<>(statement, rows);
    }

    <V> MultiRow<S, T> with(String name, Class<V> type, Function<? super T, ? extends @Nullable V> value) {
        var column = new @Nullable Object[rows.size()];
        for (var i = 0; i < column.length; i++) {
            var one = value.apply(rows.get(i));
            column[i] =
                    one instanceof Instant instant ? JdbiSetup.micros(instant).toString() : one;
        }
        return bound(name, sqlName(type), column);
    }

    /** The driver takes bytes only as an array of its very own type. */
    MultiRow<S, T> withBytes(String name, Function<? super T, byte[]> value) {
        return bound(name, "bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    /** Not by Jdbi's array types: it would look for the type of each column anew, at the cost of all the rest of a small statement. */
    private MultiRow<S, T> bound(String name, String sqlName, @Nullable Object[] column) {
        Argument argument = (position, prepared, context) ->
                prepared.setArray(position, prepared.getConnection().createArrayOf(sqlName, column));
        statement.bind(name, argument);
        return this;
    }

    private static String sqlName(Class<?> type) {
        var name = SQL_NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException("no column of " + type + " can be bound");
        }
        return name;
    }

    S statement() {
        return statement;
    }
}
