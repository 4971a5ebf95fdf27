package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.PageRows.Row;
import cl.fizko.chat.adapter.postgres.Paging.RowReader;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor.Way;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds the newest rows that match, whether many do or few. What nearly all rows say is found soon by looking at the newest ones,
 * and never by an index of words, which would have to list all of them first; what few say is found by the index alone. Which of the
 * two it is the planner guesses from statistics that know neither phrases nor companies, so we look: at some thousand rows first, and
 * if those do not fill the page, then few enough match for the index. At most three statements a page.
 *
 * @param order the column to sort by, of type {@code timestamptz}
 * @param walk tables and conditions of the list, in the form {@code from … where …}; an index serves the order
 * @param match the condition of a match
 * @param index tables and conditions of the matches in the list, which an index serves
 * @param steps how many of the newest rows are looked at, unless a page far down asks for more; 0: matches are known to be rare
 */
record NewestMatches(
        String order, String id, String walk, String match, String index, int steps, Consumer<Query> binding) {

    /** How many matches are counted exactly. */
    static final int COUNTED_TO = 1_000;

    /**
     * Reads a page.
     *
     * @param columns what {@code reader} reads
     * @param joins finds them by {@code k.id}, in left joins; a row of which {@code present} is null then is left out
     */
    <T> Page<T> page(
            Handle handle, String columns, String joins, String present, PageRequest request, RowReader<T> reader) {
        var shape = new Shape<>(columns, joins, present, reader);
        if (steps > 0) {
            var common = walk(handle, shape, request);
            if (common.isPresent()) {
                return common.get();
            }
        }
        var found = read(
                handle.createQuery(
                        "with hits as materialized (select " + order + " place, " + id + " id " + index + "), "
                                + picked("hits", request, true)
                                + shape.select("(select count(*) as hits, 0 as walked from hits)", request)),
                shape,
                request);
        return found.rows.page(new Count(found.hits, true));
    }

    /** Empty when too few of the newest rows match to fill the page or to tell how many there are. */
    private <T> Optional<Page<T>> walk(Handle handle, Shape<T> shape, PageRequest request) {
        var limit = steps + 2 * request.offset();
        var older = PageRows.way(request) == Way.OLDER ? " desc" : "";
        var found = read(
                handle.createQuery("with seen as materialized (select " + order + " place, " + id + " id, " + match
                                + " hit " + walk + place("and", order, id, request) + " order by " + order + older
                                + ", "
                                + id + older + " limit :steps), hits as (select place, id from seen where hit), "
                                + picked("hits", request, false)
                                + shape.select(
                                        "(select count(*) filter (where hit) hits, count(*) walked from seen)",
                                        request))
                        .bind("steps", limit),
                shape,
                request);
        if (found.walked < limit && request.from().isEmpty()) {
            return Optional.of(found.rows.page(new Count(found.hits, true)));
        }
        if (!found.rows.more()) {
            return Optional.empty();
        }
        var explain = handle.createQuery("explain (format json) select " + walk);
        binding.accept(explain);
        var expected = Math.round((double) found.hits / found.walked * Paging.estimate(explain));
        return expected > 2 * COUNTED_TO ? Optional.of(found.rows.page(new Count(expected, false))) : Optional.empty();
    }

    private <T> Found<T> read(Query query, Shape<T> shape, PageRequest request) {
        binding.accept(query);
        Paging.bindPage(query, request, true);
        var counts = new long[2];
        List<Row<T>> rows = new ArrayList<>();
        query.map((row, context) -> {
                    counts[0] = row.getLong("hits");
                    counts[1] = row.getLong("walked");
                    return shape.read(row);
                })
                .forEach(row -> row.ifPresent(rows::add));
        return new Found<>(PageRows.of(rows, request), counts[0], counts[1]);
    }

    private static String picked(String hits, PageRequest request, boolean placed) {
        var older = PageRows.way(request) == Way.OLDER ? " desc" : "";
        return "picked as materialized (select place, id from " + hits
                + (placed ? place("where", "place", "id", request) : "") + " order by place" + older + ", id" + older
                + " limit :pageLimit offset :pageOffset) ";
    }

    private static String place(String word, String order, String id, PageRequest request) {
        return request.from()
                .map(from -> " " + word + " (" + order + ", " + id + (from.way() == Way.OLDER ? ") < " : ") > ")
                        + "(:pageOrder, :pageId)")
                .orElse("");
    }

    /** What is shown of the rows. */
    private record Shape<T>(String columns, String joins, String present, RowReader<T> reader) {
        /** One row at least, for the counts. */
        String select(String counts, PageRequest request) {
            var older = PageRows.way(request) == Way.OLDER ? " desc" : "";
            return "select n.hits, n.walked, k.place, k.id as page_id, " + present + " is not null as present, "
                    + columns
                    + " from " + counts + " n left join picked k on true " + joins + " order by k.place" + older
                    + ", k.id" + older;
        }

        Optional<Row<T>> read(ResultSet row) throws SQLException {
            return row.getBoolean("present")
                    ? Optional.of(
                            new Row<>(reader.read(row), Paging.micros(row, "place"), JdbiSetup.uuid(row, "page_id")))
                    : Optional.empty();
        }
    }

    private record Found<T>(PageRows<T> rows, long hits, long walked) {}
}
