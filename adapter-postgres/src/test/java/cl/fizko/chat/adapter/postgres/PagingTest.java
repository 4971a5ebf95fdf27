package cl.fizko.chat.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Cursor;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.123456Z");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Handle handle;

    @BeforeEach
    void openConnection() {
        handle = postgres.jdbi().open();
        handle.execute("""
                create temporary table letters (
                  id uuid primary key, written_at timestamptz not null, place bigint not null, letter text not null)""");
    }

    @AfterEach
    void closeConnection() {
        handle.execute("drop table letters");
        handle.close();
    }

    @Test
    void page_followedByCursor_showsEveryRowOnce_whileRowsAreAdded() {
        IntStream.range(0, 25).forEach(this::add);

        var seen = new ArrayList<String>();
        var next = Optional.of(PageRequest.first(4));
        while (next.isPresent()) {
            var request = next.orElseThrow();
            var page = byTime(request);
            seen.addAll(page.rows());
            add(100 + seen.size());
            next = page.older().map(from -> new PageRequest(request.number() + 1, 4, Optional.of(from)));
        }

        assertThat(seen).isEqualTo(letters(24, 0));
    }

    @Test
    void page_ofRowsOfOneInstant_isOrderedById() {
        IntStream.range(0, 9).forEach(n -> add(n, NOW));

        var first = byTime(PageRequest.first(4));
        var second = byTime(after(first, 2));

        assertThat(first.rows()).isEqualTo(letters(8, 5));
        assertThat(second.rows()).isEqualTo(letters(4, 1));
        assertThat(byTime(after(second, 3)).rows()).isEqualTo(letters(0, 0));
    }

    @Test
    void page_backwards_showsWhatCameBefore_stillFromNewToOld() {
        IntStream.range(0, 12).forEach(this::add);
        var first = byTime(PageRequest.first(4));
        var second = byTime(after(first, 2));
        var third = byTime(after(second, 3));

        var backAtSecond = byTime(before(third, 2));
        var backAtFirst = byTime(before(backAtSecond, 1));

        assertThat(backAtSecond.rows()).isEqualTo(second.rows());
        assertThat(backAtSecond.older()).isEqualTo(second.older());
        assertThat(backAtFirst.rows()).isEqualTo(first.rows());
        assertThat(backAtFirst.newer()).isEmpty();
        assertThat(byTime(after(backAtFirst, 2)).rows()).isEqualTo(second.rows());
    }

    @Test
    void page_byNumber_skipsToIt() {
        IntStream.range(0, 10).forEach(this::add);

        var third = byTime(new PageRequest(3, 4, Optional.empty()));

        assertThat(third.rows()).isEqualTo(letters(1, 0));
        assertThat(third.older()).isEmpty();
        assertThat(byTime(before(third, 2)).rows()).isEqualTo(letters(5, 2));
        assertThat(third.count()).isEqualTo(new Count(10, true));
        assertThat(byTime(new PageRequest(9, 4, Optional.empty())).rows()).isEmpty();
    }

    @Test
    void emptyPage_leadsBackToWhatIsThere() {
        IntStream.range(0, 8).forEach(this::add);
        var first = byTime(PageRequest.first(4));
        var second = byTime(after(first, 2));
        handle.execute("delete from letters where place < 4");

        var gone = byTime(after(first, 2));

        assertThat(gone.rows()).isEmpty();
        assertThat(byTime(before(gone, 1)).rows()).isEqualTo(letters(7, 4));
        handle.execute("delete from letters where place > 3");
        IntStream.range(0, 4).forEach(this::add);
        var nothingBefore = byTime(before(second, 1));
        assertThat(nothingBefore.rows()).isEmpty();
        assertThat(byTime(after(nothingBefore, 2)).rows()).isEqualTo(second.rows());
    }

    @Test
    void page_filtered_countsWhatPassesTheFilter() {
        IntStream.range(0, 20).forEach(this::add);

        var page = Paging.byNumber("letters l", "l.place", "l.id")
                .where("l.place < :limit", "limit", 15)
                .filter("l.letter >= :from", "from", Optional.of("letter-03"))
                .filter("l.letter < :to", "to", Optional.empty())
                .page(handle, "l.letter", "", PageRequest.first(5), row -> row.getString("letter"));

        assertThat(page.rows()).isEqualTo(letters(14, 10));
        assertThat(page.count()).isEqualTo(new Count(12, true));
        assertThat(page.older().map(Cursor::order)).contains(10L);
    }

    @Test
    void page_ofTooMany_estimatesTheirNumber() {
        IntStream.range(0, 50).forEach(this::add);
        handle.execute("analyze letters");

        var page = Paging.byTime("letters l", "l.written_at", "l.id")
                .where("l.place >= :from", "from", 0L)
                .countedTo(10)
                .page(handle, "l.letter", "", PageRequest.first(5), row -> row.getString("letter"));

        assertThat(page.count().exact()).isFalse();
        assertThat(page.count().rows()).isBetween(11L, 60L);
    }

    private Page<String> byTime(PageRequest request) {
        return Paging.byTime("letters l", "l.written_at", "l.id")
                .page(
                        handle,
                        "l.letter, o.place",
                        "join letters o on o.id = l.id",
                        request,
                        row -> row.getString("letter"));
    }

    private static PageRequest after(Page<?> page, int number) {
        return new PageRequest(number, 4, page.older());
    }

    private static PageRequest before(Page<?> page, int number) {
        return new PageRequest(number, 4, page.newer());
    }

    private void add(int number) {
        add(number, NOW.plusSeconds(number));
    }

    private void add(int number, Instant at) {
        handle.execute("insert into letters values (?, ?, ?, ?)", new UUID(-1, number), at, number, letter(number));
    }

    private static List<String> letters(int from, int to) {
        return IntStream.iterate(from, n -> n >= to, n -> n - 1)
                .mapToObj(PagingTest::letter)
                .toList();
    }

    private static String letter(int number) {
        return "letter-%02d".formatted(number);
    }
}
