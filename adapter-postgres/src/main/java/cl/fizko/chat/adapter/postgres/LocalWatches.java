package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.LiveChanges.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who watches on this node. Thread-safe. */
final class LocalWatches {

    private static final Logger log = LoggerFactory.getLogger(LocalWatches.class);

    /** Every other node has learned by then what is watched here, unless it stood still. */
    static final Duration KNOWN_AFTER = Duration.ofMillis(2_500);

    private final Map<Long, List<Entry>> byCompany = new ConcurrentHashMap<>();

    /** A watcher, and whether other nodes know of it. */
    static final class Entry {
        private final CompanyId company;
        private final Watcher watcher;
        private volatile boolean said;
        private long knownAt;
        private boolean timed;
        private boolean settled;

        private Entry(CompanyId company, Watcher watcher) {
            this.company = company;
            this.watcher = watcher;
        }

        CompanyId company() {
            return company;
        }

        /** It stands in the database that this node watches the company. */
        void said() {
            said = true;
        }

        /** True once, when the others know. Only one thread asks. */
        private boolean settles() {
            if (settled || !said) {
                return false;
            }
            var now = System.nanoTime();
            if (!timed) {
                timed = true;
                knownAt = now + KNOWN_AFTER.toNanos();
            }
            settled = now - knownAt >= 0;
            return settled;
        }
    }

    Entry add(CompanyId company, Watcher watcher) {
        var entry = new Entry(company, watcher);
        byCompany.compute(company.value(), (id, entries) -> {
            var all = entries == null ? new CopyOnWriteArrayList<Entry>() : entries;
            all.add(entry);
            return all;
        });
        return entry;
    }

    void remove(Entry entry) {
        byCompany.computeIfPresent(entry.company.value(), (id, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }

    boolean isAny() {
        return !byCompany.isEmpty();
    }

    boolean has(long company) {
        return byCompany.containsKey(company);
    }

    List<Entry> entries() {
        return byCompany.values().stream().flatMap(List::stream).toList();
    }

    /** Tells those that other nodes know of by now, but not while what they tell is not heard. */
    void settle(boolean listening) {
        if (listening) {
            entries().stream().filter(Entry::settles).forEach(entry -> lost(entry.watcher));
        }
    }

    void changed(List<Change> changes) {
        var grouped = new HashMap<Long, List<Change>>();
        changes.forEach(change -> grouped.computeIfAbsent(change.company().value(), company -> new ArrayList<>())
                .add(change));
        grouped.forEach((company, ofOne) -> byCompany
                .getOrDefault(company, List.of())
                .forEach(entry -> {
                    try {
                        entry.watcher.changed(List.copyOf(ofOne));
                    } catch (RuntimeException e) {
                        log.error("a watcher failed: {}", e.getClass().getName());
                    }
                }));
    }

    void lost() {
        entries().forEach(entry -> lost(entry.watcher));
    }

    void lost(CompanyId company) {
        byCompany.getOrDefault(company.value(), List.of()).forEach(entry -> lost(entry.watcher));
    }

    private static void lost(Watcher watcher) {
        try {
            watcher.lost();
        } catch (RuntimeException e) {
            log.error("a watcher failed: {}", e.getClass().getName());
        }
    }
}
