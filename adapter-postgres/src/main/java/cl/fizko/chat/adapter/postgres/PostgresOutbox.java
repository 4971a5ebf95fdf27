package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Outbox;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox in PostgreSQL: the unsent rows of {@code whatsapp_messages}. Reports share transactions. */
final class PostgresOutbox implements Outbox, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresOutbox.class);

    static final long FORGET_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

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
                   unknown_since = case when mine.begun then least(m.claimed_until, clock_timestamp()) end,
                   looked_for_at = null, looked_for = false,
                   claimed_by = null,
                   claimed_until = null
              from mine
             where m.id = mine.id
            returning m.id, m.company_id, m.conversation_id, mine.begun""";

    private static final String EXPIRE = """
            with silent as (
                select id from whatsapp_messages
                 where due_at is not null and status = 'sending' and claimed_until <= clock_timestamp()
                 order by id
                   for update skip locked)
            update whatsapp_messages m
               set status = 'unknown', due_at = null, unknown_since = m.claimed_until, looked_for_at = null, looked_for = false,
                   claimed_by = null, claimed_until = null,
                   failure_reason = 'unknown_outcome', error_code = null,
                   error_message = 'nothing was heard of the call'
              from silent
             where m.id = silent.id
            returning m.id, m.company_id, m.conversation_id""";

    private final Jdbi jdbi;
    private final UUID node;
    private final OutboxClaims claims;
    private final OutboxLines lines = new OutboxLines();
    private final GivenClaims given;
    private final Ticker ticker;
    private final AtomicLong forgetAt;
    private final GroupCommitter<Report, Boolean> committer;

    PostgresOutbox(Jdbi jdbi, UUID node, GroupCommitter.Limits limits) {
        this(jdbi, new GivenClaims(node, Ticker.systemTicker()), limits, Ticker.systemTicker());
    }

    PostgresOutbox(Jdbi jdbi, GivenClaims given, GroupCommitter.Limits limits, Ticker ticker) {
        this.ticker = ticker;
        this.forgetAt = new AtomicLong(ticker.read());
        this.jdbi = jdbi;
        this.node = given.node();
        this.claims = new OutboxClaims(node);
        this.given = given;
        this.committer = new GroupCommitter<>("outbox", limits, this::commit);
    }

    void start() {
        committer.start();
    }

    @Override
    public List<ClaimedSend> claim(Collection<ConversationId> conversations, int limit) {
        List<UUID> ids =
                conversations.stream().map(ConversationId::value).distinct().toList();
        return given.claiming(() -> firstOf(ids, limit));
    }

    private List<ClaimedSend> firstOf(List<UUID> ids, int limit) {
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
    public List<ClaimedSend> claimDue(Share share, int limit) {
        var back = given.giveBack(work -> FailureKind.retrying(() -> jdbi.inTransaction(work::on)));
        if (back > 0) {
            log.info("{} messages back in the queue: the answer to their claim was lost", back);
        }
        return given.claiming(() -> FailureKind.retrying(() -> jdbi.inTransaction(
                handle -> claims.firstOf(handle, lines.due(handle, share, Math.min(limit, CHUNK)), limit))));
    }

    @Override
    public boolean record(Report report) {
        var more = committer.submit(report);
        given.ended(report);
        return more;
    }

    @Override
    public Recovery recover(UUID ended, Optional<Set<MessageId>> begun) {
        List<UUID> ids = begun.orElse(Set.of()).stream().map(MessageId::value).toList();
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var unknown = new AtomicInteger();
            var settled = Announcements.moved(
                    handle,
                    handle.createQuery(RECOVER)
                            .bindArray("begun", UUID.class, ids)
                            .bind("allBegun", begun.isEmpty())
                            .bind("node", ended),
                    row -> unknown.addAndGet(row.getBoolean("begun") ? 1 : 0));
            CrashPoint.RECOVERY_WRITTEN.pass();
            return new Recovery(settled.size() - unknown.get(), unknown.get());
        }));
    }

    @Override
    public int expireClaims() {
        var expired = FailureKind.retrying(() -> jdbi.inTransaction(handle ->
                Announcements.moved(handle, handle.createQuery(EXPIRE)).size()));
        forgetWhatIsOver();
        return expired;
    }

    /** Once a minute at most. What goes wrong here is not to hide how many claims have ended. */
    private void forgetWhatIsOver() {
        var due = forgetAt.get();
        var now = ticker.read();
        if (now - due < 0 || !forgetAt.compareAndSet(due, now + FORGET_EVERY_NANOS)) {
            return;
        }
        forget("old parked statuses", () -> jdbi.useTransaction(ParkedStatuses::forgetOld));
        forget("claims that ran out", () -> given.forgetEnded(work -> jdbi.inTransaction(work::on)));
    }

    private static void forget(String what, Runnable forgetting) {
        try {
            forgetting.run();
        } catch (RuntimeException e) {
            log.warn("{} are not forgotten: {}", what, FailureKind.nameOfCause(e));
        }
    }

    @Override
    public void close() {
        committer.close();
    }

    /** Stores a group in one transaction. */
    List<Boolean> commit(List<Report> reports) {
        return jdbi.inTransaction(handle -> {
            var haveDue = OutboxReports.store(handle, node, reports);
            CrashPoint.OUTCOME_WRITTEN.pass();
            return haveDue;
        });
    }
}
