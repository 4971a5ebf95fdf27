package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The inbox in PostgreSQL. Concurrent deliveries share a transaction of a few statements, whatever their number.
 *
 * <p>Every transaction takes its locks in one order, so that no two wait for each other: deliveries by key, contacts,
 * conversations by id, messages by the provider's id, then the provider's ids that statuses speak of.
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
        return jdbi.inTransaction(handle -> {
            var fresh = DeliveryRows.insert(handle, entries);
            List<Arrival> arrivals = new ArrayList<>();
            List<Effect.MoveStatus> moves = new ArrayList<>();
            for (var entry : fresh) {
                for (var effect : entry.effects()) {
                    if (effect instanceof Effect.AddMessage message) {
                        arrivals.add(new Arrival(entry, message));
                    } else if (effect instanceof Effect.MoveStatus move) {
                        moves.add(move);
                    }
                }
            }
            var added = addMessages(handle, arrivals);
            StatusMoves.apply(handle, moves);
            return receipts(handle, entries, fresh, added);
        });
    }

    private Map<Entry, Added> addMessages(Handle handle, List<Arrival> arrivals) {
        var added = new HashMap<Entry, Added>();
        if (arrivals.isEmpty()) {
            return added;
        }
        var contacts = ContactDirectory.resolve(handle, ids, arrivals);
        var conversations = OpenConversations.lock(handle, ids, arrivals, contacts);
        var stored = IncomingMessages.insert(handle, ids, arrivals, conversations);
        for (var i = 0; i < arrivals.size(); i++) {
            if (stored.get(i)) {
                var arrival = arrivals.get(i);
                var ofEntry = added.computeIfAbsent(arrival.entry(), entry -> new Added());
                ofEntry.any = true;
                if (arrival.effect().awaitsTurn()) {
                    ofEntry.awaiting.add(new ConversationId(conversations.get(i).id()));
                }
            }
        }
        OpenConversations.save(handle, conversations);
        return added;
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
            } else if (DeliveryRows.intended(entry) == WebhookEventStatus.APPLIED && saysNothingNew(entry, ofEntry)) {
                repeated.add(entry);
                receipts.add(new Receipt(WebhookEventStatus.DUPLICATE, Set.of()));
            } else {
                receipts.add(new Receipt(DeliveryRows.intended(entry), ofEntry.awaiting));
            }
        }
        DeliveryRows.markDuplicate(handle, repeated);
        return receipts;
    }

    private static boolean saysNothingNew(Entry entry, Added added) {
        return !added.any && entry.effects().stream().allMatch(Effect.AddMessage.class::isInstance);
    }

    /** A message and the delivery that brought it. */
    record Arrival(Entry entry, Effect.AddMessage effect) {}

    /** What was new in a delivery. */
    private static final class Added {
        private static final Added NOTHING = new Added();

        private final Set<ConversationId> awaiting = new HashSet<>();
        private boolean any;
    }
}
