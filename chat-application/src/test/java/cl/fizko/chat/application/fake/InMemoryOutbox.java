package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Messages in memory, first come first served within each conversation. For one thread. */
public final class InMemoryOutbox implements Outbox {

    private static final class Row {
        private ClaimedSend send;
        private Instant due;
        private boolean claimed;

        Row(ClaimedSend send, Instant due) {
            this.send = send;
            this.due = due;
        }
    }

    private final Clock clock;
    private final Map<ConversationId, List<Row>> waiting = new LinkedHashMap<>();
    private final List<Report> settled = new ArrayList<>();
    private int held;

    public InMemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    public void add(ClaimedSend send) {
        waiting.computeIfAbsent(send.conversation(), id -> new ArrayList<>()).add(new Row(send, send.firstDueAt()));
    }

    /** The last report of each message that will not be tried again, in their order. */
    public List<Report> settled() {
        return List.copyOf(settled);
    }

    /** How many times a message was held. */
    public int held() {
        return held;
    }

    /** When the next message is due; empty when none waits. */
    public Optional<Instant> nextDue() {
        return firsts().map(row -> row.due).min(Comparator.naturalOrder());
    }

    @Override
    public List<ClaimedSend> claim(Collection<ConversationId> conversations, int limit) {
        return claimDue(limit).stream()
                .filter(send -> conversations.contains(send.conversation()))
                .toList();
    }

    @Override
    public List<ClaimedSend> claimDue(int limit) {
        var now = clock.instant();
        var due = firsts().filter(row -> !row.claimed && !row.due.isAfter(now))
                .sorted(Comparator.comparing(row -> row.due))
                .limit(limit)
                .toList();
        due.forEach(row -> row.claimed = true);
        return due.stream().map(row -> row.send).toList();
    }

    @Override
    public boolean record(Report report) {
        var conversation = report.send().conversation();
        var rows = waiting.getOrDefault(conversation, List.of());
        var row = rows.get(0);
        row.claimed = false;
        if (report instanceof Report.Held again) {
            held++;
            row.due = clock.instant().plus(again.delay());
        } else if (report instanceof Report.Deferred later) {
            row.due = clock.instant().plus(later.delay());
            row.send = tried(row.send, later.doubtful());
        } else {
            settled.add(report);
            rows.remove(0);
        }
        return !rows.isEmpty() && !rows.get(0).due.isAfter(clock.instant());
    }

    @Override
    public Recovery recover(UUID node, Optional<Set<MessageId>> begun) {
        return new Recovery(0, 0);
    }

    @Override
    public int expireClaims() {
        return 0;
    }

    private Stream<Row> firsts() {
        return waiting.values().stream().filter(rows -> !rows.isEmpty()).map(rows -> rows.get(0));
    }

    private static ClaimedSend tried(ClaimedSend send, boolean doubtful) {
        return new ClaimedSend(
                send.id(),
                send.conversation(),
                send.config(),
                send.recipient(),
                send.content(),
                send.quoted(),
                send.providerConversation(),
                send.window(),
                send.claim() + 1,
                send.attempt() + 1,
                send.doubtfulAttempts() + (doubtful ? 1 : 0),
                send.firstDueAt(),
                send.byAgent(),
                send.owner(),
                send.optOut());
    }
}
