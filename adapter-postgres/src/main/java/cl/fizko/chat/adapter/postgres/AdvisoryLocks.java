package cl.fizko.chat.adapter.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Locks on things that have no row of their own (yet), held until the transaction ends and taken in one order everywhere.
 *
 * <p>The key is a hash of 64 bits that every node computes alike; two things that share one only wait for each other.
 */
enum AdvisoryLocks {
    /**
     * A provider's id of a message. A status looks for the message and is parked when there is none; a report stores the id and
     * takes what is parked. Both hold this lock, so one always sees what the other did.
     */
    EXTERNAL_ID(1),
    /** A conversation's outbox: one claim at a time looks for its first unsent message. */
    OUTBOX(2),
    /** The templates of a business account: a list that is stored and judgements that come meanwhile take turns. */
    TEMPLATES(3),
    /** The first node that ever uses a database says which key its secrets are under. */
    ENCRYPTION_KEYS(18);

    private static final String LOCK = """
            select count(pg_advisory_xact_lock(key)) from unnest(:keys) key""";

    private final long space;

    AdvisoryLocks(long space) {
        this.space = space;
    }

    void lock(Handle handle, Collection<Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<Long> sorted = keys.stream().map(this::hash).distinct().sorted().toList();
        handle.createQuery(LOCK)
                .bindArray("keys", Long.class, sorted)
                .mapTo(Long.class)
                .one();
    }

    /** What is locked: an id, and a text within it. */
    record Key(UUID id, String text) {}

    private long hash(Key key) {
        var hash = space + key.id().getMostSignificantBits();
        hash = 0x9E3779B97F4A7C15L * hash + key.id().getLeastSignificantBits();
        for (var i = 0; i < key.text().length(); i++) {
            hash = 0x100000001B3L * (hash ^ key.text().charAt(i));
        }
        return hash ^ (hash >>> 29);
    }
}
