package cl.fizko.chat.adapter.kapso;

import io.github.bucket4j.Bucket;
import java.util.List;

/**
 * A message's place in the queue.
 *
 * @param at when its turn comes, in {@link MonotonicTime#nanos}
 * @param limit the limit that it waits for
 * @param buckets what it was paid from
 */
record Place(long at, String limit, List<Bucket> buckets) {

    /** To be remembered: it will not be given back any more. */
    Place withoutBuckets() {
        return new Place(at, limit, List.of());
    }

    void giveBack() {
        buckets.forEach(bucket -> bucket.addTokens(1));
    }
}
