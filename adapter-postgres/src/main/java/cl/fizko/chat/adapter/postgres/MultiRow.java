package cl.fizko.chat.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement that unnests them: one array a column, so that a statement is one round trip however many rows it
 * works on.
 */
final class MultiRow<S extends SqlStatement<S>, T> {

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
        var column = new ArrayList<@Nullable V>(rows.size());
        for (var row : rows) {
            column.add(value.apply(row));
        }
        statement.bindArray(name, type, column);
        return this;
    }

    /** The driver takes bytes only as an array of its very own type. */
    MultiRow<S, T> withBytes(String name, Function<? super T, byte[]> value) {
        var column = rows.stream().map(value).toArray(byte[][]::new);
        Argument argument = (position, prepared, context) ->
                prepared.setArray(position, prepared.getConnection().createArrayOf("bytea", column));
        statement.bind(name, argument);
        return this;
    }

    S statement() {
        return statement;
    }
}
