package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.ArrivedMessages.Stored;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.WebhookEventRepository.Kept;
import cl.fizko.chat.domain.port.WebhookEventRepository.Settled;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The inbox in PostgreSQL. Concurrent deliveries share a transaction of a few statements, whatever their number.
 *
 * <p>Every transaction takes its locks in one order, so that no two wait for each other: deliveries by key, contacts,
 * conversations by id, the provider's ids of what the company wrote, messages by the provider's id, the outboxes of conversations
 * that a person takes over, messages of ours by their own id, then templates.
 */
final class PostgresInbox implements Inbox, AutoCloseable {

    private final Jdbi jdbi;
    private final TimeOrderedIds ids;
    private final GroupCommitter<Entry, Receipt> committer;

    PostgresInbox(Jdbi jdbi, TimeOrderedIds ids, GroupCommitter.Limits limits) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.committer = new GroupCommitter<>("inbox", limits, this::commit);
    }

    void start() {
        committer.start();
    }

    @Override
    public Receipt store(Entry entry) {
        return committer.submit(entry);
    }

    @Override
    public void close() {
        committer.close();
    }

    /** Stores a group in one transaction. */
    List<Receipt> commit(List<Entry> entries) {
        var stored = jdbi.inTransaction(handle -> {
            var fresh = DeliveryRows.insert(handle, ErasedPeople.stayAway(handle, entries));
            var receipts = receipts(handle, entries, fresh, apply(handle, fresh));
            CrashPoint.INBOX_WRITTEN.pass();
            return receipts;
        });
        CrashPoint.INBOX_COMMITTED.pass();
        if (CrashPoint.STATUS_COMMITTED.isArmed() && entries.stream().anyMatch(PostgresInbox::movesStatuses)) {
            CrashPoint.STATUS_COMMITTED.pass();
        }
        return stored;
    }

    private static boolean movesStatuses(Entry entry) {
        return entry.effects().stream().anyMatch(Effect.MoveStatus.class::isInstance);
    }

    /** A delivery that was stored before without all of its effect gets another outcome: a group of its own. */
    Settled settle(Kept read, List<Effect> effects, Optional<String> quarantineReason, Instant at) {
        var event = read.event();
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var locked = DeliveryRows.lock(handle, event.id());
            var status = locked.map(DeliveryRows.Locked::status).orElse(WebhookEventStatus.IGNORED);
            if (locked.isEmpty()
                    || status != WebhookEventStatus.QUARANTINED
                    || !Arrays.equals(locked.get().body(), read.rawBody())) {
                return new Settled(false, status, Set.of());
            }
            // Its messages come late, like those that we missed and asked for.
            var entry = new Entry(
                    event.id(),
                    event.provider(),
                    event.key(),
                    event.eventName(),
                    new byte[0],
                    at,
                    notErased(handle, event, effects, at),
                    true,
                    quarantineReason);
            var added = apply(handle, List.of(entry)).getOrDefault(entry, Added.NOTHING);
            var outcome = outcome(entry, added);
            DeliveryRows.settle(handle, entry, outcome);
            return new Settled(true, outcome, added.awaiting);
        }));
    }

    /** Without the messages of who was erased since: the erasure may not have come by the delivery yet. */
    private static List<Effect> notErased(Handle handle, WebhookEvent event, List<Effect> effects, Instant at) {
        var alone = effects.stream()
                .map(effect -> new Entry(
                        event.id(),
                        event.provider(),
                        event.key(),
                        event.eventName(),
                        new byte[0],
                        at,
                        List.of(effect),
                        true,
                        Optional.empty()))
                .toList();
        return ErasedPeople.stayAway(handle, alone).stream()
                .flatMap(entry -> entry.effects().stream())
                .toList();
    }

    /** What follows from deliveries. Returns what was new in each. */
    private Map<Entry, Added> apply(Handle handle, Collection<Entry> entries) {
        List<Arrival> arrivals = new ArrayList<>();
        List<Effect.MoveStatus> moves = new ArrayList<>();
        List<Effect.JudgeTemplate> judgements = new ArrayList<>();
        for (var entry : entries) {
            for (var effect : entry.effects()) {
                if (effect instanceof Effect.AddMessage message) {
                    arrivals.add(Arrival.of(entry, message));
                } else if (effect instanceof Effect.AddHumanReply reply) {
                    arrivals.add(Arrival.of(entry, reply));
                } else if (effect instanceof Effect.MoveStatus move) {
                    moves.add(move);
                } else if (effect instanceof Effect.JudgeTemplate judgement) {
                    judgements.add(judgement);
                }
            }
        }
        var stored = addMessages(handle, arrivals, moves);
        StatusMoves.apply(handle, moves, stored);
        TemplateJudgements.apply(handle, judgements);
        return Added.byEntry(stored);
    }

    /** Returns what was new. The locks on the provider's ids that the group speaks of are held from here on. */
    private List<Stored> addMessages(Handle handle, List<Arrival> arrivals, List<Effect.MoveStatus> moves) {
        if (arrivals.isEmpty()) {
            StatusMoves.lock(handle, moves, arrivals);
            return List.of();
        }
        var contacts = ContactDirectory.resolve(handle, ids, arrivals);
        var conversations = OpenConversations.lock(handle, ids, arrivals, contacts);
        StatusMoves.lock(handle, moves, arrivals);
        var stored = ArrivedMessages.insert(handle, ids, arrivals, conversations);
        OpenConversations.save(handle, conversations);
        MediaRows.add(handle, stored);
        return stored;
    }

    private static List<Receipt> receipts(
            Handle handle, List<Entry> entries, Set<Entry> fresh, Map<Entry, Added> added) {
        List<Entry> repeated = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>(entries.size());
        for (var entry : entries) {
            var ofEntry = added.getOrDefault(entry, Added.NOTHING);
            // The same object may have been submitted twice: only its first place in the group is the fresh one.
            if (!fresh.remove(entry)) {
                receipts.add(new Receipt(WebhookEventStatus.DUPLICATE, Set.of()));
            } else {
                var outcome = outcome(entry, ofEntry);
                if (outcome == WebhookEventStatus.DUPLICATE) {
                    repeated.add(entry);
                }
                receipts.add(new Receipt(outcome, ofEntry.awaiting));
            }
        }
        DeliveryRows.markDuplicate(handle, repeated);
        return receipts;
    }

    private static WebhookEventStatus outcome(Entry entry, Added added) {
        var intended = DeliveryRows.intended(entry);
        return intended == WebhookEventStatus.APPLIED && saysNothingNew(entry, added)
                ? WebhookEventStatus.DUPLICATE
                : intended;
    }

    private static boolean saysNothingNew(Entry entry, Added added) {
        return !added.any
                && entry.effects().stream()
                        .allMatch(effect ->
                                effect instanceof Effect.AddMessage || effect instanceof Effect.AddHumanReply);
    }

    /** What was new in a delivery. */
    private static final class Added {
        private static final Added NOTHING = new Added();

        private final Set<ConversationId> awaiting = new HashSet<>();
        private boolean any;

        static Map<Entry, Added> byEntry(List<Stored> stored) {
            var added = new HashMap<Entry, Added>();
            for (var one : stored) {
                var ofEntry = added.computeIfAbsent(one.arrival().entry(), entry -> new Added());
                ofEntry.any = true;
                if (one.arrival().awaitsTurn()) {
                    ofEntry.awaiting.add(new ConversationId(one.conversation()));
                }
            }
            return added;
        }
    }
}
