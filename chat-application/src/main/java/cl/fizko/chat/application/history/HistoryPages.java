package cl.fizko.chat.application.history;

import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the pages of a provider's history, so many at most. */
final class HistoryPages {

    private final int most;

    /** @param most pages of one look; more do not fit in memory or in the provider's limits */
    HistoryPages(int most) {
        this.most = most;
    }

    /** All that the provider remembers, as far as it fits. */
    Reading read(MessageHistory history, Query query) {
        var entries = new ArrayList<Entry>();
        var cursor = query.cursor();
        for (var page = 0; page < most; page++) {
            var answer = history.read(at(query, cursor));
            if (answer instanceof Answer.Unavailable unavailable) {
                return new Reading.Unavailable(unavailable.code());
            }
            var read = (Answer.Page) answer;
            entries.addAll(read.entries());
            if (read.next().isEmpty() || read.next().equals(cursor)) {
                return new Reading.Complete(entries);
            }
            cursor = read.next();
        }
        return new Reading.TooLong();
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
        /** In the provider's order. */
        record Complete(List<Entry> entries) implements Reading {}

        /** There is more than fits. */
        record TooLong() implements Reading {}

        /**
         * Not now.
         *
         * @param code the provider's code, e.g. {@code http:429}
         */
        record Unavailable(String code) implements Reading {}
    }
}
