package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What customers said in turns about messages of the company's own accord: {@code contacts.opted_out_at}. */
final class OptOuts {

    private static final String LOCK = """
            select id from contacts
             where id in (select contact_id from whatsapp_conversations where id = any(:ids))
             order by id
               for no key update""";

    /** Whoever has opted out before keeps their first time. A person's last word counts, in whichever conversation it was. */
    private static final String STORE = """
            update contacts p
               set opted_out_at = case when n.taken_back then n.opted_out_at
                                       else coalesce(p.opted_out_at, n.opted_out_at) end,
                   updated_at = now()
              from (select distinct on (c.contact_id) c.contact_id, k.taken_back, k.opted_out_at
                      from unnest(:conversation, :takenBack, :optedOutAt)
                           with ordinality k(conversation, taken_back, opted_out_at, place)
                      join whatsapp_conversations c on c.id = k.conversation
                     order by c.contact_id, k.place desc) n
             where p.id = n.contact_id""";

    private OptOuts() {}

    /** Locks the contacts that {@link #store} will change; to be called before conversations are locked, as the inbox does. */
    static void lock(Handle handle, List<FinishedTurn> turns) {
        var conversations = turns.stream()
                .filter(turn -> Change.by(turn).isAny())
                .map(turn -> turn.conversation().value())
                .toList();
        if (!conversations.isEmpty()) {
            handle.createQuery(LOCK)
                    .bindArray("ids", UUID.class, conversations)
                    .mapTo(UUID.class)
                    .list();
        }
    }

    /** To be called while the conversations are locked, so that none changes its contact. */
    static void store(Handle handle, List<FinishedTurn> turns) {
        var changes = turns.stream().map(Change::by).filter(Change::isAny).toList();
        if (!changes.isEmpty()) {
            MultiRow.of(handle.createUpdate(STORE), changes)
                    .with("conversation", UUID.class, Change::conversation)
                    .with("takenBack", Boolean.class, Change::takenBack)
                    .with("optedOutAt", Instant.class, Change::optedOutAt)
                    .statement()
                    .execute();
        }
    }

    /**
     * What a turn comes to.
     *
     * @param takenBack whether the customer took back what they may have said before
     * @param optedOutAt since when they are out, unless they already were; null: they are not, as far as the turn knows
     */
    private record Change(
            UUID conversation, boolean takenBack, @Nullable Instant optedOutAt) {

        static Change by(FinishedTurn turn) {
            var takenBack = false;
            Instant out = null;
            for (var handled : turn.decisions()) {
                var decision = handled.decision();
                if (decision.acts().contains(Act.OPT_IN)) {
                    takenBack = true;
                    out = null;
                }
                if (decision.acts().contains(Act.OPT_OUT) && out == null) {
                    out = decision.decidedAt();
                }
            }
            return new Change(turn.conversation().value(), takenBack, out);
        }

        boolean isAny() {
            return takenBack || optedOutAt != null;
        }
    }
}
