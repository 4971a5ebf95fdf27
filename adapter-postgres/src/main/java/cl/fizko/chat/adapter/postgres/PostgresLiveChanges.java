package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LiveChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live changes among the nodes of a database. Whoever commits only puts what changed into a queue, and only for companies that
 * somebody watches; one thread tells those of this node in memory and those of others by one notification a batch. That thread also
 * learns every second what is watched anywhere, and says what is watched here.
 */
final class PostgresLiveChanges implements LiveChanges, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresLiveChanges.class);

    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 1_000;
    private static final Duration LEARN_EVERY = Duration.ofSeconds(1);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);

    private static final String NOTIFY = "select count(pg_notify(:channel, payload)) from unnest(:payloads) payload";

    private final Jdbi jdbi;
    private final UUID node;
    private final LiveWatchers rows;
    private final LocalWatches local = new LocalWatches();
    private final LiveListener listener;
    private final BlockingQueue<Collection<Change>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "live-tell");
    private final Set<CompanyId> owed = new HashSet<>();
    private volatile Map<Long, Boolean> watched = Map.of();
    private volatile boolean closed;

    PostgresLiveChanges(Jdbi jdbi, UUID node, DatabaseUrl url) {
        this.jdbi = jdbi;
        this.node = node;
        this.rows = new LiveWatchers(jdbi, node);
        this.listener = new LiveListener(url, local::isAny, this::hear, local::lost);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        listener.start();
    }

    boolean isAnythingWatched() {
        return local.isAny() || !watched.isEmpty();
    }

    boolean isWatched(long company) {
        return local.has(company) || watched.containsKey(company);
    }

    @Override
    public Watch watch(CompanyId company, Watcher watcher) {
        var entry = local.add(company, watcher);
        news.set(true);
        listener.wake();
        poke();
        return () -> {
            local.remove(entry);
            news.set(true);
        };
    }

    @Override
    public void publish(Collection<Change> changes) {
        if (!changes.isEmpty() && !queue.offer(changes)) {
            overflowed.set(true);
        }
    }

    /** Tells what waits, then stops. */
    @Override
    public void close() {
        closed = true;
        poke();
        listener.close();
        try {
            TimeUnit.SECONDS.timedJoin(thread, 5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the thread look at once instead of after the next second; if the queue is full it is about to anyway. */
    private void poke() {
        queue.offer(List.of());
    }

    private void run() {
        var learnAt = System.nanoTime();
        var sayAt = learnAt;
        while (true) {
            try {
                tell(batch(learnAt - System.nanoTime()));
                if (closed && queue.isEmpty()) {
                    sayNothing();
                    return;
                }
                var now = System.nanoTime();
                if (news.getAndSet(false) || (now - sayAt >= 0 && local.isAny())) {
                    say();
                    sayAt = now + SAY_EVERY.toNanos();
                }
                if (now - learnAt >= 0) {
                    learnAt = now + LEARN_EVERY.toNanos();
                    watched = rows.watched();
                }
                local.settle(listener.isListening());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Also an Error: a thread that ends in silence would leave everybody watching nothing.
                log.warn("live changes are late: {}", FailureKind.nameOfCause(e));
            }
        }
    }

    private List<Change> batch(long nanos) throws InterruptedException {
        var changes = new LinkedHashSet<Change>();
        var first = queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        for (var more = first; more != null; more = changes.size() < BATCH ? queue.poll() : null) {
            changes.addAll(more);
        }
        return List.copyOf(changes);
    }

    private void tell(List<Change> changes) {
        if (overflowed.getAndSet(false)) {
            log.warn("more changed than could be told live: whoever watches is to look again");
            local.lost();
            watched.keySet().forEach(company -> owed.add(new CompanyId(company)));
        }
        local.changed(changes);
        var elsewhere = watched;
        var told = changes.stream()
                .filter(change -> elsewhere.getOrDefault(change.company().value(), false))
                .toList();
        var payloads = LivePayload.encode(node, told, List.copyOf(owed));
        if (payloads.isEmpty()) {
            return;
        }
        // Until it is told, it is owed: a company whose changes could not be told is told that they are lost.
        told.forEach(change -> owed.add(change.company()));
        jdbi.useHandle(handle -> handle.createQuery(NOTIFY)
                .bind("channel", LiveListener.CHANNEL)
                .bindArray("payloads", String.class, payloads)
                .mapTo(Long.class)
                .one());
        owed.clear();
    }

    private void say() {
        var entries = local.entries();
        try {
            rows.keep(entries.stream()
                    .map(entry -> entry.company().value())
                    .distinct()
                    .toList());
        } catch (RuntimeException e) {
            news.set(true);
            throw e;
        }
        entries.forEach(LocalWatches.Entry::said);
    }

    private void sayNothing() {
        try {
            rows.keep(List.of());
        } catch (RuntimeException e) {
            log.debug("what was watched here is forgotten in a while: {}", FailureKind.nameOfCause(e));
        }
    }

    private void hear(String payload) {
        LivePayload.decode(payload).filter(told -> !told.node().equals(node)).ifPresent(told -> {
            local.changed(told.changes());
            told.lost().forEach(local::lost);
        });
    }

    /** For tests: what this node knows to be watched elsewhere. */
    List<Long> watchedElsewhere() {
        var known = new ArrayList<Long>();
        watched.forEach((company, elsewhere) -> {
            if (elsewhere) {
                known.add(company);
            }
        });
        return known;
    }
}
