package cl.fizko.chat.domain.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, from new to old.
 *
 * @param older where the rows that follow begin; empty on the last page
 * @param newer where the rows before it end; empty on the first page
 */
public record Page<T>(List<T> rows, Count count, Optional<Cursor> older, Optional<Cursor> newer) {

    public Page {
        rows = List.copyOf(rows);
    }

    /** The same page of other things, one for each row. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(rows.stream().<R>map(change).toList(), count, older, newer);
    }
}
