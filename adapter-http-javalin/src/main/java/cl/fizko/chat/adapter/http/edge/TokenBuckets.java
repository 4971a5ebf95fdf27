package cl.fizko.chat.adapter.http.edge;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One token bucket for everybody who calls. Thread-safe, and never waits.
 *
 * <p>Memory is bounded, and yet nobody gets a new bucket for an empty one: a bucket is dropped only when it is full again, which
 * is the same as having none. While no more fit in, newcomers share one bucket. To bring that about, somebody needs as many
 * addresses as there are buckets and has to keep each of them below full, at the full rate: millions of requests a second.
 */
final class TokenBuckets<K> {

    static final int MOST = 20_000;

    /** Looking through all of them takes milliseconds, so it is not done for every newcomer. */
    private static final Duration ROOM_IS_MADE_EVERY = Duration.ofMillis(100);

    private final Rate rate;
    private final int most;
    private final TimeMeter time;
    private final ConcurrentHashMap<K, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket newcomers;
    private final AtomicLong roomWasMadeAt;

    TokenBuckets(Rate rate) {
        this(rate, MOST, TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Buckets of that rate.
     *
     * @param most how many are held at once
     */
    TokenBuckets(Rate rate, int most, TimeMeter time) {
        this.rate = rate;
        this.most = most;
        this.time = time;
        this.newcomers = bucket();
        this.roomWasMadeAt = new AtomicLong(time.currentTimeNanos() - ROOM_IS_MADE_EVERY.toNanos());
    }

    /**
     * Takes a token.
     *
     * @return when there will be one, if there is none now; empty if it was taken
     */
    Optional<Duration> take(K key) {
        return with(key, bucket -> {
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? Optional.<Duration>empty()
                    : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        });
    }

    /** Takes tokens also where there are none: what is missing has to come in before the next one is given. */
    void charge(K key, int tokens) {
        with(key, bucket -> bucket.consumeIgnoringRateLimits(tokens));
    }

    /** How many are held. */
    int size() {
        return buckets.size();
    }

    private <T> T with(K key, Function<Bucket, T> action) {
        if (buckets.mappingCount() >= most && !buckets.containsKey(key) && !makeRoom()) {
            return action.apply(newcomers);
        }
        var result = new Result<T>();
        // Within the map's lock, so that no bucket is dropped while somebody takes from it.
        buckets.compute(key, (k, known) -> {
            var bucket = known == null ? bucket() : known;
            result.value = Optional.of(action.apply(bucket));
            return bucket;
        });
        return result.value.orElseThrow();
    }

    private boolean makeRoom() {
        var last = roomWasMadeAt.get();
        var now = time.currentTimeNanos();
        if (now - last < ROOM_IS_MADE_EVERY.toNanos() || !roomWasMadeAt.compareAndSet(last, now)) {
            return false;
        }
        buckets.keySet()
                .forEach(key -> buckets.computeIfPresent(
                        key, (k, bucket) -> bucket.getAvailableTokens() >= rate.burst() ? null : bucket));
        return buckets.mappingCount() < most;
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.requests(), rate.period()))
                .withCustomTimePrecision(time)
                .build();
    }

    private static final class Result<T> {
        private Optional<T> value = Optional.empty();
    }
}
