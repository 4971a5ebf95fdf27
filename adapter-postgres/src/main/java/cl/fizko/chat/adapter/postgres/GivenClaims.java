package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The claims of this node that somebody was given and that have no stored outcome. When the answer to a claim's commit is lost,
 * e.g. as the database restarts, messages may be claimed that nobody was given: their call surely never began, so they go back to the
 * queue instead of running out as unknown. Thread-safe: nothing is given back while a claim is on its way, so that none is taken for lost.
 */
final class GivenClaims {

    /** A server that was cut off may commit a little later. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long PATIENCE_MILLIS = 100;

    private static final String GIVE_BACK = """
            with lost as (
                select id from whatsapp_messages
                 where due_at is not null and status = 'sending' and claimed_by = :node and id <> all(:given)
                 order by id
                   for update)
            update whatsapp_messages m
               set status = 'queued', attempts = m.attempts - 1, claimed_by = null, claimed_until = null
              from lost
             where m.id = lost.id
            returning m.id, m.company_id, m.conversation_id""";

    private static final String STILL_CLAIMED = """
            select id from whatsapp_messages
             where id = any(:given) and status = 'sending' and claimed_by = :node""";

    private final UUID node;
    private final Ticker ticker;
    private final Map<UUID, Integer> given = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean doubtful;
    private volatile long doubtfulUntil;

    GivenClaims(UUID node, Ticker ticker) {
        this.node = node;
        this.ticker = ticker;
    }

    /** Under whose name the claims are made. */
    UUID node() {
        return node;
    }

    /** Runs a claim whose transaction commits before it returns. */
    List<ClaimedSend> claiming(Supplier<List<ClaimedSend>> claim) {
        return claiming(claim, List::stream);
    }

    /** Runs something that may claim too; {@code claims} finds what it claimed in what it returned. */
    <T> T claiming(Supplier<T> work, Function<T, Stream<ClaimedSend>> claims) {
        lock.readLock().lock();
        try {
            var done = work.get();
            claims.apply(done).forEach(send -> given.put(send.id().value(), send.claim()));
            return done;
        } catch (RuntimeException | Error e) {
            doubtfulUntil = ticker.read() + DOUBT_NANOS;
            doubtful = true;
            throw e;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Gives back what was claimed and given to nobody, if that can be; {@code transaction} runs and commits the work. */
    int giveBack(GivingBack transaction) {
        if (!doubtful) {
            return 0;
        }
        if (!nothingIsOnItsWay()) {
            return 0;
        }
        try {
            var stillDoubtful = ticker.read() - doubtfulUntil < 0;
            var count = transaction.run(this::giveBack);
            doubtful = stillDoubtful;
            return count;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Forgets those whose claim has run out: their outcome was never stored. To be called now and then.
     *
     * @return how many are left
     */
    int forgetEnded(GivingBack transaction) {
        if (given.isEmpty()) {
            return 0;
        }
        if (!nothingIsOnItsWay()) {
            return given.size();
        }
        try {
            return transaction.run(handle -> {
                var ids = Set.copyOf(given.keySet());
                given.keySet()
                        .retainAll(handle.createQuery(STILL_CLAIMED)
                                .bindArray("given", UUID.class, ids)
                                .bind("node", node)
                                .mapTo(UUID.class)
                                .set());
                return given.size();
            });
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Takes the write lock, if no claim takes long: claims that come meanwhile wait for it, and must not wait behind one that waits for
     * a lock of the database. Whoever gets nothing tries again at the next sweep.
     */
    private boolean nothingIsOnItsWay() {
        try {
            return lock.writeLock().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something that runs work in a transaction. */
    interface GivingBack {
        int run(Work work);
    }

    /** Returns how many messages it moved. */
    interface Work {
        int on(Handle handle);
    }

    private int giveBack(Handle handle) {
        return Announcements.moved(
                        handle,
                        handle.createQuery(GIVE_BACK)
                                .bind("node", node)
                                .bindArray("given", UUID.class, Set.copyOf(given.keySet())))
                .size();
    }

    /** Its outcome is stored. */
    void ended(Report report) {
        given.remove(report.send().id().value(), report.send().claim());
    }
}
