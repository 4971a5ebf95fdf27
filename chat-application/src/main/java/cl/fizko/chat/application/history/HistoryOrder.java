package cl.fizko.chat.application.history;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts a history into the order in which it happened. */
final class HistoryOrder {

    private HistoryOrder() {}

    /**
     * Oldest first. A provider's clock has whole seconds, so within one its own order counts: it is turned round unless more entries
     * go forward in time than back, for providers list the newest first. What tells no time stays behind what it follows.
     */
    static List<Entry> oldestFirst(List<Entry> entries) {
        var ordered = new ArrayList<>(entries);
        if (steps(entries) <= 0) {
            Collections.reverse(ordered);
        }
        var timed = new ArrayList<Timed>();
        var last = Instant.MIN;
        for (var entry : ordered) {
            last = at(entry).orElse(last);
            timed.add(new Timed(entry, last));
        }
        return timed.stream()
                .sorted(Comparator.comparing(Timed::at))
                .map(Timed::entry)
                .toList();
    }

    /** How many more steps go forward in time than back. */
    private static int steps(List<Entry> entries) {
        var times =
                entries.stream().map(HistoryOrder::at).flatMap(Optional::stream).toList();
        var steps = 0;
        for (var i = 1; i < times.size(); i++) {
            steps += Integer.signum(times.get(i).compareTo(times.get(i - 1)));
        }
        return steps;
    }

    /** The provider's id of the message, if the entry is one. */
    static Optional<ExternalId> id(Entry entry) {
        if (entry instanceof Entry.Sent sent) {
            return Optional.of(sent.id());
        }
        var event = ((Entry.Written) entry).event();
        if (event instanceof MessageReceived received) {
            return Optional.of(received.id());
        }
        return event instanceof HumanReplied replied ? Optional.of(replied.id()) : Optional.empty();
    }

    private static Optional<Instant> at(Entry entry) {
        if (entry instanceof Entry.Sent sent) {
            return Optional.of(sent.at());
        }
        var event = ((Entry.Written) entry).event();
        if (event instanceof MessageReceived received) {
            return Optional.of(received.sentAt());
        }
        return event instanceof HumanReplied replied ? Optional.of(replied.sentAt()) : Optional.empty();
    }

    private record Timed(Entry entry, Instant at) {}
}
