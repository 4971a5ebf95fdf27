package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores what came of turns: four statements, whatever their number; two more when somebody opted out or in. */
final class TurnOutcomes {

    /** Without the contact: a row whose contact was merged into another while it was waited for would be left out of a join. */
    private static final String LOCK = """
            select id, company_id, config_id, last_sequence, awaiting_through, epoch, leased_until is not null as leased,
                   owner, last_inbound_at, provider_conversation_id
              from whatsapp_conversations
             where id = any(:ids)
             order by id
               for update""";

    /**
     * Whoever still waits keeps their place in the line. The turn that hands over to a human says so: its replies still leave, and
     * so do those before them. That a human came by himself meanwhile counts more.
     */
    private static final String END_LEASES = """
            update whatsapp_conversations c
               set handled_through = greatest(c.handled_through, n.handled_through),
                   last_sequence = n.last_sequence,
                   message_count = c.message_count + n.replies,
                   last_active_at = case when n.replies > 0 then clock_timestamp() else c.last_active_at end,
                   pending_since = case when c.awaiting_through > greatest(c.handled_through, n.handled_through)
                                        then c.pending_since end,
                   owner = case when n.hands_over then 'human' else c.owner end,
                   bot_through = case when n.hands_over and c.owner = 'bot' then n.last_sequence else c.bot_through end,
                   version = c.version + (n.hands_over and c.owner = 'bot')::int,
                   leased_until = null, turn_attempts = 0
              from unnest(:id, :handledThrough, :lastSequence, :replies, :handsOver)
                   n(id, handled_through, last_sequence, replies, hands_over)
             where c.id = n.id""";

    private TurnOutcomes() {}

    static List<TurnResult> store(Handle handle, List<FinishedTurn> turns, LeavingReplies leaving) {
        OptOuts.lock(handle, turns);
        var locked = lock(handle, turns);
        List<Committed> committed = new ArrayList<>(turns.size());
        List<TurnResult> results = new ArrayList<>(turns.size());
        for (var turn : turns) {
            var conversation = locked.get(turn.conversation().value());
            if (conversation == null || !conversation.leased() || conversation.epoch() != turn.epoch()) {
                results.add(new TurnResult(turn.conversation(), false, false, false));
                continue;
            }
            // The lease ends here: a second turn of the same conversation comes too late.
            locked.remove(turn.conversation().value());
            committed.add(new Committed(turn, conversation));
            results.add(new TurnResult(turn.conversation(), true, false, false));
        }
        if (committed.isEmpty()) {
            return results;
        }
        var claimed = Replies.queue(handle, committed, leaving);
        Decisions.record(handle, committed);
        OptOuts.store(handle, committed.stream().map(Committed::turn).toList());
        endLeases(handle, committed);
        var stored = committed.stream().map(one -> one.result(claimed)).iterator();
        return results.stream()
                .map(result -> result.committed() ? stored.next() : result)
                .toList();
    }

    private static Map<UUID, Locked> lock(Handle handle, List<FinishedTurn> turns) {
        var locked = new HashMap<UUID, Locked>();
        handle.createQuery(LOCK)
                .bindArray(
                        "ids",
                        UUID.class,
                        turns.stream()
                                .map(turn -> turn.conversation().value())
                                .distinct()
                                .toList())
                .map((row, context) -> Locked.read(row))
                .forEach(conversation -> locked.put(conversation.id(), conversation));
        return locked;
    }

    private static void endLeases(Handle handle, List<Committed> committed) {
        Announcements.after(
                handle,
                () -> committed.stream()
                        .filter(Committed::handsOver)
                        .map(one -> Announcements.conversation(
                                one.conversation().company(), one.conversation().id())));
        MultiRow.of(handle.createUpdate(END_LEASES), committed)
                .with("id", UUID.class, one -> one.conversation().id())
                .with("handledThrough", Long.class, one -> one.turn().handledThrough())
                .with("lastSequence", Long.class, one -> one.conversation().lastSequence() + one.replies())
                .with("replies", Integer.class, Committed::replies)
                .with("handsOver", Boolean.class, Committed::handsOver)
                .statement()
                .execute();
    }

    /** A turn that is in time, and its conversation. */
    record Committed(FinishedTurn turn, Locked conversation) {
        int replies() {
            return turn.decisions().stream()
                    .mapToInt(handled -> handled.replies().size())
                    .sum();
        }

        private TurnResult result(Map<UUID, ClaimedSend> claimed) {
            return new TurnResult(
                    turn.conversation(),
                    true,
                    replies() > 0,
                    conversation.awaitingThrough() > turn.handledThrough(),
                    Optional.ofNullable(claimed.get(conversation.id())));
        }

        boolean handsOver() {
            return turn.decisions().stream()
                    .anyMatch(handled -> handled.decision().acts().contains(Act.HAND_OVER));
        }
    }

    /** What is needed of a locked conversation. */
    record Locked(
            UUID id,
            long company,
            UUID config,
            long lastSequence,
            long awaitingThrough,
            long epoch,
            boolean leased,
            ConversationOwner owner,
            Optional<CustomerServiceWindow> window,
            Optional<String> providerConversation) {
        static Locked read(ResultSet row) throws SQLException {
            return new Locked(
                    JdbiSetup.uuid(row, "id"),
                    row.getLong("company_id"),
                    JdbiSetup.uuid(row, "config_id"),
                    row.getLong("last_sequence"),
                    row.getLong("awaiting_through"),
                    row.getLong("epoch"),
                    row.getBoolean("leased"),
                    ConversationOwner.of(row.getString("owner")),
                    JdbiSetup.optionalInstant(row, "last_inbound_at").map(CustomerServiceWindow::new),
                    Optional.ofNullable(row.getString("provider_conversation_id")));
        }
    }
}
