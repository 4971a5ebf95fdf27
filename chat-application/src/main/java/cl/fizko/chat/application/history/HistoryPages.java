package cl.fizko.chat.application.history;

import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the pages of one line's history, so many requests at most: a line's allowance is shared with what it sends. A thread that
 * is interrupted asks for no further page. Not thread-safe.
 */
final class HistoryPages {

    private final MessageHistory history;
    private int left;

    /** @param requests that this may cost altogether */
    HistoryPages(MessageHistory history, int requests) {
        this.history = history;
        this.left = requests;
    }

    /** Reads the same history at another cost. */
    HistoryPages allowing(int requests) {
        return new HistoryPages(history, requests);
    }

    /** How many requests may still be made. */
    int left() {
        return left;
    }

    /** All that the provider remembers, if it fits into {@code most} pages. */
    Reading read(Query query, int most) {
        var entries = new ArrayList<Entry>();
        return each(query, most, entries::addAll, entries);
    }

    /** The same, handing on each page as it comes: those before a failure have been handed on by then. */
    Reading each(Query query, int most, Consumer<List<Entry>> to) {
        return each(query, most, to, List.of());
    }

    private Reading each(Query query, int most, Consumer<List<Entry>> to, List<Entry> entries) {
        var cursor = query.cursor();
        for (var page = 0; page < most && left > 0; page++) {
            if (Thread.currentThread().isInterrupted()) {
                return new Reading.Unavailable("interrupted");
            }
            left--;
            var answer = history.read(at(query, cursor));
            if (answer instanceof Answer.Unavailable unavailable) {
                return new Reading.Unavailable(unavailable.code());
            }
            var read = (Answer.Page) answer;
            to.accept(read.entries());
            if (read.next().isEmpty() || read.next().equals(cursor)) {
                return new Reading.Complete(entries, page + 1);
            }
            cursor = read.next();
        }
        return new Reading.TooLong(entries);
    }

    /** The same question about another time. */
    static Query between(Query query, Instant since, Instant until) {
        return new Query(
                query.line(),
                query.token(),
                query.direction(),
                query.providerConversation(),
                since,
                until,
                query.cursor());
    }

    private static Query at(Query query, Optional<String> cursor) {
        return new Query(
                query.line(),
                query.token(),
                query.direction(),
                query.providerConversation(),
                query.since(),
                query.until(),
                cursor);
    }

    /** What came of a look. */
    sealed interface Reading {
        /** In the provider's order, from so many pages. */
        record Complete(List<Entry> entries, int pages) implements Reading {}

        /** There is more than fits; what did fit. */
        record TooLong(List<Entry> entries) implements Reading {
            @Override
            public String toString() {
                return "TooLong[" + entries.size() + "]";
            }
        }

        /**
         * Not now.
         *
         * @param code the provider's code, e.g. {@code http:429}
         */
        record Unavailable(String code) implements Reading {}
    }
}
