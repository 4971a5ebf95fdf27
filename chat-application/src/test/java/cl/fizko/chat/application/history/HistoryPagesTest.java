package cl.fizko.chat.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.FakeHistory;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.history.HistoryPages.Reading;
import cl.fizko.chat.domain.port.MessageHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final MessageHistory.Query QUERY = new MessageHistory.Query(
            Samples.config("line").lineId(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW.minusSeconds(60),
            NOW,
            Optional.empty());

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void read_interruptedAtAPage_asksForNoFurtherOne() {
        var pages = new HistoryPages(
                query -> {
                    Thread.currentThread().interrupt();
                    return page();
                },
                60);
        assertThat(pages.read(QUERY, 10)).isEqualTo(new Reading.Unavailable("interrupted"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void read_moreThanFits_tellsWhatDid() {
        var pages = new HistoryPages(query -> page(), 60);
        assertThat(pages.read(QUERY, 10))
                .isInstanceOfSatisfying(
                        Reading.TooLong.class,
                        some -> assertThat(some.entries()).hasSize(10));
        assertThat(pages.left()).isEqualTo(50);
    }

    @Test
    void read_withoutRequestsLeft_asksNothing() {
        var pages = new HistoryPages(query -> page(), 3);
        pages.read(QUERY, 10);
        assertThat(pages.read(QUERY, 10)).isInstanceOf(Reading.TooLong.class);
        assertThat(asked).hasValue(3);
    }

    /** A list without an end. */
    private MessageHistory.Answer page() {
        var number = asked.incrementAndGet();
        return new MessageHistory.Answer.Page(
                List.of(FakeHistory.written("m" + number, NOW, true)), Optional.of("" + number));
    }
}
