package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The outbox in PostgreSQL: the unsent rows of {@code whatsapp_messages}. Reports share transactions. */
final class PostgresOutbox implements Outbox, AutoCloseable {

    /** Conversations that one transaction looks at; each costs a lock. */
    private static final int CHUNK = 500;

    private static final String RECOVER = """
            with mine as (
                select m.id, m.id = any(:begun) or :allBegun as begun
                  from whatsapp_messages m
                 where m.due_at is not null and m.status = 'sending' and m.claimed_by = :node
                 order by m.id
                   for update)
            update whatsapp_messages m
               set status = case when mine.begun then 'unknown' else 'queued' end,
                   due_at = case when mine.begun then null else m.due_at end,
                   attempts = case when mine.begun then m.attempts else m.attempts - 1 end,
                   failure_reason = case when mine.begun then 'unknown_outcome' end,
                   error_code = null,
                   error_message = case when mine.begun then 'the process ended during the call' end,
                   claimed_by = null,
                   claimed_until = null
              from mine
             where m.id = mine.id
            returning mine.begun""";

    private static final String EXPIRE = """
            with silent as (
                select id from whatsapp_messages
                 where due_at is not null and status = 'sending' and claimed_until <= clock_timestamp()
                 order by id
                   for update skip locked)
            update whatsapp_messages m
               set status = 'unknown', due_at = null, claimed_by = null, claimed_until = null,
                   failure_reason = 'unknown_outcome', error_code = null,
                   error_message = 'nothing was heard of the call'
              from silent
             where m.id = silent.id""";

    private final Jdbi jdbi;
    private final UUID node;
    private final OutboxClaims claims;
    private final GroupCommitter<Report, Boolean> committer;

    PostgresOutbox(Jdbi jdbi, UUID node, GroupCommitter.Limits limits) {
        this.jdbi = jdbi;
        this.node = node;
        this.claims = new OutboxClaims(node);
        this.committer = new GroupCommitter<>("outbox", limits, this::commit);
    }

    void start() {
        committer.start();
    }

    @Override
    public List<ClaimedSend> claim(Collection<ConversationId> conversations, int limit) {
        List<UUID> ids =
                conversations.stream().map(ConversationId::value).distinct().toList();
        List<ClaimedSend> claimed = new ArrayList<>();
        for (var from = 0; from < ids.size() && claimed.size() < limit; from += CHUNK) {
            var chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            var rest = limit - claimed.size();
            claimed.addAll(
                    FailureKind.retrying(() -> jdbi.inTransaction(handle -> claims.firstOf(handle, chunk, rest))));
        }
        return claimed;
    }

    @Override
    public List<ClaimedSend> claimDue(int limit) {
        return FailureKind.retrying(() -> jdbi.inTransaction(
                handle -> claims.firstOf(handle, OutboxClaims.longestDue(handle, Math.min(limit, CHUNK)), limit)));
    }

    @Override
    public boolean record(Report report) {
        return committer.submit(report);
    }

    @Override
    public Recovery recover(Optional<Set<MessageId>> begun) {
        List<UUID> ids = begun.orElse(Set.of()).stream().map(MessageId::value).toList();
        List<Boolean> settled = FailureKind.retrying(() -> jdbi.inTransaction(handle -> handle.createQuery(RECOVER)
                .bindArray("begun", UUID.class, ids)
                .bind("allBegun", begun.isEmpty())
                .bind("node", node)
                .mapTo(Boolean.class)
                .list()));
        var unknown = (int) settled.stream().filter(Boolean::booleanValue).count();
        return new Recovery(settled.size() - unknown, unknown);
    }

    @Override
    public int expireClaims() {
        return FailureKind.retrying(
                () -> jdbi.inTransaction(handle -> handle.createUpdate(EXPIRE).execute()));
    }

    @Override
    public void close() {
        committer.close();
    }

    /** Stores a group in one transaction. */
    List<Boolean> commit(List<Report> reports) {
        return jdbi.inTransaction(handle -> OutboxReports.store(handle, node, reports));
    }
}
