package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
        private final Urgency urgency;
        private Instant due;
        private boolean claimed;

        Row(ClaimedSend send, Urgency urgency) {
            this.send = send;
            this.urgency = urgency;
            this.due = send.firstDueAt();
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
        add(send, Urgency.REPLY);
    }

    public void add(ClaimedSend send, Urgency urgency) {
        waiting.computeIfAbsent(send.conversation(), id -> new ArrayList<>()).add(new Row(send, urgency));
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
        return claim(due(firsts().filter(row -> conversations.contains(row.send.conversation()))), limit);
    }

    @Override
    public List<ClaimedSend> claimDue(Share share, int limit) {
        var turns = new HashMap<WhatsAppConfigId, Integer>();
        var shared = due(firsts().filter(row ->
                        row.urgency == share.urgency() && !share.without().contains(row.send.config())))
                .map(row -> Map.entry(row, turns.merge(row.send.config(), 1, Integer::sum)))
                .filter(turn -> turn.getValue() <= share.perLine())
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
        return claim(shared, limit);
    }

    private Stream<Row> due(Stream<Row> rows) {
        var now = clock.instant();
        return rows.filter(row -> !row.claimed && !row.due.isAfter(now)).sorted(Comparator.comparing(row -> row.due));
    }

    private static List<ClaimedSend> claim(Stream<Row> due, int limit) {
        var claimed = due.limit(limit).toList();
        claimed.forEach(row -> row.claimed = true);
        return claimed.stream().map(row -> row.send).toList();
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
        return !rows.isEmpty()
                && !rows.get(0).due.isAfter(clock.instant())
                && rows.stream().anyMatch(waits -> waits.urgency == Urgency.REPLY);
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
