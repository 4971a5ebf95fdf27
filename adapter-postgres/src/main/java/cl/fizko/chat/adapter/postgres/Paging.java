package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.PageRows.Row;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor.Way;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A filtered list, from new to old, read a page at a time: one statement for the rows, at most two for their number. It is sorted
 * by one column and, among equals, by id, so that rows which come and go meanwhile move no other row to another page:
 *
 * <pre>{@code
 * Paging.byTime("whatsapp_messages m", "m.created_at", "m.id")
 *         .where("m.company_id = :company", "company", company.value())
 *         .filter("m.agent_name = :agent", "agent", filter.agent().map(AgentName::value))
 *         .page(handle, "m.id, c.name", "join contacts c on c.id = m.contact_id", request, row -> read(row));
 * }</pre>
 *
 * <p>An index on what is always asked for, the column and the id makes a page cost its rows alone. Belongs to one call.
 */
final class Paging {

    private final String table;
    private final String order;
    private final String id;
    private final boolean timed;
    private final List<String> conditions = new ArrayList<>();
    private final List<Consumer<Query>> bindings = new ArrayList<>();
    private int countedTo = Count.EXACT_TO;

    private Paging(String table, String order, String id, boolean timed) {
        this.table = table;
        this.order = order;
        this.id = id;
        this.timed = timed;
    }

    /**
     * A list by time.
     *
     * @param table with the alias that everything else names, e.g. {@code contacts c}
     * @param order a column of type {@code timestamptz}, not null
     */
    static Paging byTime(String table, String order, String id) {
        return new Paging(table, order, id, true);
    }

    /** A list by a column of type {@code bigint}, not null. */
    static Paging byNumber(String table, String order, String id) {
        return new Paging(table, order, id, false);
    }

    /** Keeps the rows that fulfil a condition, in which a parameter has that value. */
    Paging where(String condition, String parameter, Object value) {
        return where(condition, query -> query.bind(parameter, value));
    }

    /** Keeps the rows that fulfil a condition. */
    Paging where(String condition, Consumer<Query> binding) {
        conditions.add("(" + condition + ")");
        bindings.add(binding);
        return this;
    }

    /** Keeps the rows that fulfil a condition, or all when the value is empty. */
    Paging filter(String condition, String parameter, Optional<?> value) {
        value.ifPresent(present -> where(condition, parameter, present));
        return this;
    }

    /** Counts so far and no further; {@value Count#EXACT_TO} otherwise. */
    Paging countedTo(int rows) {
        countedTo = rows;
        return this;
    }

    /**
     * Reads a page.
     *
     * @param columns what {@code reader} reads
     * @param joins what a row shows of other tables: exactly one row of each for every row of the list; may be empty
     */
    <T> Page<T> page(Handle handle, String columns, String joins, PageRequest request, RowReader<T> reader) {
        var rows = PageRows.of(rows(handle, columns, joins, request, reader), request);
        return rows.page(rows.count().orElseGet(() -> count(handle)));
    }

    private <T> List<Row<T>> rows(
            Handle handle, String columns, String joins, PageRequest request, RowReader<T> reader) {
        var older = PageRows.way(request) == Way.OLDER;
        var sorted = " order by " + order + (older ? " desc, " : ", ") + id + (older ? " desc" : "");
        var place = request.from()
                .map(from -> "(" + order + ", " + id + (older ? ") < " : ") > ") + "(:pageOrder, :pageId)");
        // The rows are found before they are joined, so that those which are skipped are not.
        var query = bound(handle.createQuery("select " + columns + ", " + order + " page_order, " + id + " page_id"
                + " from (select " + alias() + ".* from " + table + where(place) + sorted
                + " limit :pageLimit offset :pageOffset) " + alias() + " " + joins + sorted));
        bindPage(query, request, timed);
        return query.map((row, context) -> new Row<>(
                        reader.read(row),
                        timed ? micros(row, "page_order") : row.getLong("page_order"),
                        JdbiSetup.uuid(row, "page_id")))
                .list();
    }

    /** Binds {@code pageLimit} and {@code pageOffset}, and where there is a place to read on from, {@code pageOrder} and {@code pageId}. */
    static void bindPage(Query query, PageRequest request, boolean timed) {
        query.bind("pageLimit", request.size() + 1).bind("pageOffset", request.offset());
        request.from().ifPresent(from -> {
            query.bind("pageId", from.id());
            if (timed) {
                query.bind("pageOrder", Instant.EPOCH.plus(from.order(), ChronoUnit.MICROS));
            } else {
                query.bind("pageOrder", from.order());
            }
        });
    }

    /** An instant as cursors hold it. */
    static long micros(ResultSet row, String column) throws SQLException {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, row.getObject(column, OffsetDateTime.class).toInstant());
    }

    /** Counting many rows costs more than the page, so the planner is asked first whether there are. */
    private Count count(Handle handle) {
        var from = " from " + table + where(Optional.empty());
        var expected = estimate(bound(handle.createQuery("explain (format json) select" + from)));
        if (expected > 2L * countedTo) {
            return new Count(expected, false);
        }
        var counted = bound(handle.createQuery("select count(*) from (select" + from + " limit :countLimit) counted"))
                .bind("countLimit", countedTo + 1)
                .mapTo(Long.class)
                .one();
        return counted <= countedTo ? new Count(counted, true) : new Count(Math.max(counted, expected), false);
    }

    /** How many rows the planner expects. */
    static long estimate(Query explain) {
        var plan = explain.mapTo(String.class).one();
        return JsonFields.parse("plan", plan)
                .path(0)
                .path("Plan")
                .path("Plan Rows")
                .asLong();
    }

    private Query bound(Query query) {
        bindings.forEach(binding -> binding.accept(query));
        return query;
    }

    private String where(Optional<String> place) {
        var all = new ArrayList<>(conditions);
        place.ifPresent(all::add);
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    private String alias() {
        return table.substring(table.lastIndexOf(' ') + 1);
    }

    /** Reads a row of the list. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
