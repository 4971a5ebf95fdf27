package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.TurnRepository;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Turns in PostgreSQL: a few statements a batch, whatever the number of turns. */
final class PostgresTurns implements TurnRepository {

    /** Epochs come with the lease, so that whoever held it before can no longer finish. */
    private static final String LEASE = """
            with free as (%s)
            update whatsapp_conversations c
               set leased_until = clock_timestamp() + :lease * interval '1 microsecond', epoch = c.epoch + 1
              from free, contacts p
             where c.id = free.id and p.id = c.contact_id
            returning c.id, c.company_id, c.config_id, c.owner, c.epoch, c.handled_through, c.pending_since, c.last_inbound_at,
                      p.id as contact_id, p.phone, p.business_scoped_user_id, p.name""";

    /** What is locked right now is left out: its holder tells about the conversation when it commits. */
    private static final String LEASE_GIVEN = LEASE.formatted("""
            select id from whatsapp_conversations
             where id = any(:ids) and pending_since is not null
               and (leased_until is null or leased_until <= clock_timestamp())
             order by id for update skip locked""");

    private static final String LEASE_LONGEST_WAITING = LEASE.formatted("""
            select id from whatsapp_conversations
             where pending_since is not null and (leased_until is null or leased_until <= clock_timestamp())
             order by pending_since limit :limit for update skip locked""");

    private final Jdbi jdbi;

    PostgresTurns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease) {
        List<UUID> ids =
                conversations.stream().map(ConversationId::value).distinct().toList();
        return ids.isEmpty()
                ? List.of()
                : inTransaction(handle ->
                        leased(handle, handle.createQuery(LEASE_GIVEN).bindArray("ids", UUID.class, ids), lease));
    }

    @Override
    public List<ClaimedTurn> claimWaiting(int limit, Duration lease) {
        return inTransaction(handle ->
                leased(handle, handle.createQuery(LEASE_LONGEST_WAITING).bind("limit", limit), lease));
    }

    @Override
    public List<TurnResult> finish(List<FinishedTurn> turns) {
        return turns.isEmpty() ? List.of() : inTransaction(handle -> TurnOutcomes.store(handle, turns));
    }

    private static List<ClaimedTurn> leased(Handle handle, Query lease, Duration duration) {
        var conversations = lease.bind("lease", duration.toNanos() / 1_000)
                .map((row, context) -> LeasedConversation.read(row))
                .list();
        return AwaitingMessages.load(handle, conversations);
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        return FailureKind.retrying(() -> jdbi.inTransaction(work::apply));
    }
}
