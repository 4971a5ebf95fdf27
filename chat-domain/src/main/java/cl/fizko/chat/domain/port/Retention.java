package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.privacy.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Outbound port: deletes what is old, a batch at a time. What still waits is never touched, however old: messages that are unsent, whose
 * outcome is unknown or that await a turn, and files that are to be fetched. Deliveries in quarantine, which somebody may yet apply, have a
 * retention of their own. Thread-safe.
 */
public interface Retention {

    /** What has a retention of its own. With a message go its decision, its file and its parked statuses. */
    enum Subject {
        /** Deliveries that were settled. */
        EVENTS,
        /** Deliveries that nobody understood or that failed. */
        QUARANTINED,
        MESSAGES,
        DECISIONS,
        MEDIA
    }

    /**
     * Whether this caller is to clean up now.
     *
     * @param every false when any node has begun more recently than so long ago
     */
    boolean claimRun(Duration every);

    /** About how many records are that old; at once. */
    long estimate(Slice slice);

    /** Counts the next records that {@link #delete} would take. */
    Batch count(Slice slice, int most);

    /**
     * Deletes the next records in one transaction that waits for nobody and holds its locks for less than 100 ms, unless it is about one
     * record.
     *
     * @throws StoreBusyException if that time was not enough: nothing was deleted, and a smaller batch may be
     */
    Batch delete(Slice slice, int most);

    /**
     * Where to go on.
     *
     * @param before what was stored since then stays
     * @param after the last record of the batch before; empty to begin
     */
    record Slice(Subject subject, Instant before, Optional<UUID> after) {
        public Slice after(UUID last) {
            return new Slice(subject, before, Optional.of(last));
        }
    }

    /**
     * What came of a batch.
     *
     * @param last where the next one goes on; empty when nothing is left
     * @param looked how many records of the slice it found
     * @param took how long it held its locks at most
     */
    record Batch(Optional<UUID> last, long looked, Tally tally, Duration took) {}
}
