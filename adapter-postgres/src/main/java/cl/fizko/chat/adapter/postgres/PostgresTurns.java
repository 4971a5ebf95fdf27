package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.TurnRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns in PostgreSQL: a few statements a batch, whatever the number of turns. */
final class PostgresTurns implements TurnRepository {

    private static final Logger log = LoggerFactory.getLogger(PostgresTurns.class);

    /**
     * Epochs come with the lease, so that whoever held it before can no longer finish. What a turn did not find there when it was
     * leased begins a burst of its own. A turn that nobody finishes comes back less and less often.
     */
    private static final String LEASE = """
            with free as (%s)
            update whatsapp_conversations c
               set leased_until = clock_timestamp()
                       + :lease * interval '1 microsecond' * (1 << least(greatest(c.turn_attempts - 1, 0), 6)),
                   epoch = c.epoch + 1, turn_attempts = c.turn_attempts + 1, burst_until = null
              from free, contacts p
             where c.id = free.id and p.id = c.contact_id
            returning c.id, c.company_id, c.config_id, c.owner, c.epoch, c.turn_attempts, c.handled_through, c.pending_since, c.last_inbound_at,
                      p.id as contact_id, p.phone, p.business_scoped_user_id, p.name, p.opted_out_at""";

    /** What is locked right now is left out: its holder tells about the conversation when it commits. */
    private static final String LEASE_GIVEN = LEASE.formatted("""
            select id from whatsapp_conversations
             where id = any(:ids) and pending_since is not null
               and (leased_until is null or leased_until <= clock_timestamp())
               and (not_before is null or not_before <= clock_timestamp())
             order by id for update skip locked""");

    private static final String LEASE_LONGEST_WAITING = LEASE.formatted("""
            select id from whatsapp_conversations
             where pending_since is not null
               and (leased_until is null or leased_until <= clock_timestamp())
               and (not_before is null or not_before <= clock_timestamp())
             order by pending_since limit :limit for update skip locked""");

    private final Jdbi jdbi;
    private final GivenClaims given;

    PostgresTurns(Jdbi jdbi, GivenClaims given) {
        this.jdbi = jdbi;
        this.given = given;
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
    public List<TurnResult> finish(List<FinishedTurn> turns, Set<ConversationId> leaving) {
        if (turns.isEmpty()) {
            return List.of();
        }
        try {
            return store(turns, leaving);
        } catch (StoreBusyException e) {
            if (FailureKind.of(e) == FailureKind.UNREACHABLE) {
                throw e;
            }
            return finishOneByOne(turns, leaving);
        } catch (RuntimeException e) {
            return finishOneByOne(turns, leaving);
        }
    }

    /** A turn that cannot be stored harms only itself: its lease runs out. */
    private List<TurnResult> finishOneByOne(List<FinishedTurn> turns, Set<ConversationId> leaving) {
        List<TurnResult> results = new ArrayList<>(turns.size());
        var away = false;
        for (var turn : turns) {
            try {
                results.addAll(away ? List.of(refused(turn)) : store(List.of(turn), leaving));
            } catch (RuntimeException e) {
                log.error(
                        "the turn of conversation {} cannot be stored: {}",
                        turn.conversation(),
                        FailureKind.nameOfCause(e));
                results.add(refused(turn));
                away = FailureKind.of(e) == FailureKind.UNREACHABLE;
            }
        }
        return results;
    }

    private List<TurnResult> store(List<FinishedTurn> turns, Set<ConversationId> leaving) {
        Supplier<List<TurnResult>> transaction = () -> inTransaction(handle -> {
            var results = TurnOutcomes.store(handle, turns, new LeavingReplies(given.node(), leaving));
            CrashPoint.TURN_WRITTEN.pass();
            return results;
        });
        return leaving.isEmpty()
                ? transaction.get()
                : given.claiming(transaction, results -> results.stream().flatMap(result -> result.leaving().stream()));
    }

    private static TurnResult refused(FinishedTurn turn) {
        return new TurnResult(turn.conversation(), false, false, false);
    }

    private static List<ClaimedTurn> leased(Handle handle, Query lease, Duration duration) {
        var conversations = lease.bind("lease", duration.toNanos() / 1_000).map((row, context) -> read(row)).stream()
                .flatMap(Optional::stream)
                .toList();
        return AwaitingMessages.load(handle, conversations);
    }

    /** Empty when this version cannot read it: it stays leased for a while, and the others go on. */
    private static Optional<LeasedConversation> read(ResultSet row) throws SQLException {
        try {
            return Optional.of(LeasedConversation.read(row));
        } catch (RuntimeException e) {
            log.error(
                    "conversation {} cannot be read: {}",
                    JdbiSetup.uuid(row, "id"),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        return FailureKind.retrying(() -> jdbi.inTransaction(work::apply));
    }
}
