package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor;
import cl.fizko.chat.domain.page.Cursor.Way;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was read for a page: one row more than it shows, from where it begins, in the way that was asked for.
 *
 * @param more whether there was that one row more
 */
record PageRows<T>(List<Row<T>> rows, boolean more, PageRequest request) {

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    /** A row of a list, and its place there. */
    record Row<T>(T value, long order, UUID id) {
        private Cursor place(Way way) {
            return new Cursor(way, order, id);
        }
    }

    static Way way(PageRequest request) {
        return request.from().map(Cursor::way).orElse(Way.OLDER);
    }

    /** Takes the rows in the order in which they were read. */
    static <T> PageRows<T> of(List<Row<T>> read, PageRequest request) {
        var more = read.size() > request.size();
        var shown = new ArrayList<>(read.subList(0, Math.min(read.size(), request.size())));
        if (way(request) == Way.NEWER) {
            Collections.reverse(shown);
        }
        return new PageRows<>(List.copyOf(shown), more, request);
    }

    /** How many rows the list has, when the page tells. */
    Optional<Count> count() {
        return request.from().isEmpty() && !more && (!rows.isEmpty() || request.number() == 1)
                ? Optional.of(new Count(request.offset() + (long) rows.size(), true))
                : Optional.empty();
    }

    Page<T> page(Count count) {
        var backwards = way(request) == Way.NEWER;
        var older = backwards || more;
        var newer = backwards ? more : request.number() > 1 || request.from().isPresent();
        return new Page<>(
                rows.stream().map(Row::value).toList(),
                count,
                older ? older() : Optional.empty(),
                newer ? newer() : Optional.empty());
    }

    /** Where the next page begins. An empty page has no row to tell: then it is the very place that was asked for. */
    private Optional<Cursor> older() {
        return rows.isEmpty()
                ? request.from().map(from -> new Cursor(Way.OLDER, from.order() + 1, LOWEST))
                : Optional.of(rows.get(rows.size() - 1).place(Way.OLDER));
    }

    private Optional<Cursor> newer() {
        return rows.isEmpty()
                ? request.from().map(from -> new Cursor(Way.NEWER, from.order() - 1, HIGHEST))
                : Optional.of(rows.get(0).place(Way.NEWER));
    }
}
