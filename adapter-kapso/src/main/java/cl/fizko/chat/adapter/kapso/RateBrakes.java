package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome.Held;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what we send within the limits of Kapso and Meta by waiting rather than by being refused. A message takes a place in
 * the queue of its line, of its API key and of its recipient at once. A place that comes up shortly is waited for; for another
 * the message goes back to the outbox, and finds its place kept when it returns: it never queues twice.
 *
 * <p>Thread-safe, for different messages. It knows of this process alone.
 */
final class RateBrakes {

    /** The longest wait on a sender's thread. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    static final String LINE = "limit:line";
    static final String PAIR = Held.PAIR_LIMIT;

    /** How long a place is kept for a message that does not come for it, e.g. since another node sent it. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /**
     * How late a message may come for its place. Whatever held up the outbox for longer held up many, and all at once they would
     * be more than the limit.
     */
    private static final Duration LATENESS = Duration.ofSeconds(3);

    private static final int MOST_PLACES = 100_000;

    private final int lineRate;
    private final MonotonicTime time;
    private final Map<LineId, Bucket> lines = new ConcurrentHashMap<>();
    private final KeyLimits keys;
    private final Optional<PairBrakes> pairs;
    private final Cache<MessageId, Place> places;
    private final int mostPlaces;

    RateBrakes(KapsoSettings settings, KeyLimits keys, MonotonicTime time) {
        this(settings, keys, time, MOST_PLACES);
    }

    /**
     * The brakes that the settings ask for.
     *
     * @param keys shared with whatever else uses the keys
     * @param mostPlaces how many places are kept at once; a message beyond waits without one and asks again
     */
    RateBrakes(KapsoSettings settings, KeyLimits keys, MonotonicTime time, int mostPlaces) {
        this.lineRate = settings.lineRatePerSecond();
        this.keys = keys;
        this.time = time;
        this.mostPlaces = mostPlaces;
        this.pairs = settings.pairRateLimit() ? Optional.of(new PairBrakes(time)) : Optional.empty();
        this.places = Caffeine.newBuilder()
                .expireAfter(Expiry.creating((MessageId id, Place place) ->
                        Duration.ofNanos(Math.max(0, place.at() - time.nanos())).plus(KEPT)))
                .executor(Runnable::run)
                .ticker(time::nanos)
                .build();
    }

    /**
     * Waits for the message's turn, or says when it will come.
     *
     * @return empty when the message may leave now
     */
    Optional<Held> await(OutboundMessage message, Optional<Secret> token) {
        if (lineRate == 0 && !keys.isLimited() && pairs.isEmpty()) {
            return Optional.empty();
        }
        var refusal = pairs.map(pair -> pair.waitAfterRefusal(message)).orElse(Duration.ZERO);
        if (refusal.compareTo(PATIENCE) > 0) {
            return Optional.of(new Held(refusal, PAIR));
        }
        var kept = kept(message.id());
        var place = kept == null ? take(message, token) : kept;
        var turn = Duration.ofNanos(Math.max(0, place.at() - time.nanos()));
        var wait = turn.compareTo(refusal) > 0 ? turn : refusal;
        if (wait.compareTo(PATIENCE) > 0) {
            return Optional.of(kept == null ? keep(message, place, wait) : new Held(wait, place.limit()));
        }
        if (!wait.isZero()) {
            try {
                time.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(keep(message, place, wait));
            }
        }
        if (kept != null) {
            places.invalidate(message.id());
        }
        return Optional.empty();
    }

    private @Nullable Place kept(MessageId message) {
        var kept = places.getIfPresent(message);
        if (kept != null && time.nanos() - kept.at() > LATENESS.toNanos()) {
            places.invalidate(message);
            return null;
        }
        return kept;
    }

    /** Meta refused the message for its recipient's sake; returns how long that recipient gets nothing from the line. */
    Duration pairRefused(OutboundMessage message) {
        return pairs.map(pair -> pair.refused(message)).orElse(Duration.ZERO);
    }

    void accepted(OutboundMessage message) {
        pairs.ifPresent(pair -> pair.accepted(message));
    }

    private Place take(OutboundMessage message, Optional<Secret> token) {
        List<Bucket> buckets = new ArrayList<>(3);
        var longest = 0L;
        var limit = LINE;
        if (lineRate > 0) {
            var bucket = lines.computeIfAbsent(message.line(), line -> lineBucket());
            buckets.add(bucket);
            longest = bucket.consumeIgnoringRateLimits(1);
        }
        var key = keys.bucket(token);
        if (key.isPresent()) {
            buckets.add(key.get());
            var wait = key.get().consumeIgnoringRateLimits(1);
            limit = wait > longest ? KeyLimits.FULL : limit;
            longest = Math.max(longest, wait);
        }
        if (pairs.isPresent()) {
            var bucket = pairs.get().bucketOf(message);
            buckets.add(bucket);
            var wait = bucket.consumeIgnoringRateLimits(1);
            limit = wait > longest ? PAIR : limit;
            longest = Math.max(longest, wait);
        }
        return new Place(time.nanos() + longest, limit, buckets);
    }

    private Held keep(OutboundMessage message, Place place, Duration wait) {
        if (places.estimatedSize() >= mostPlaces) {
            places.cleanUp();
        }
        if (places.estimatedSize() >= mostPlaces) {
            place.giveBack();
        } else {
            places.put(message.id(), place.withoutBuckets());
        }
        return new Held(wait, place.limit());
    }

    /** A twentieth of a second's worth may leave at once, and only the rest comes within that second, for Meta's sake. */
    private Bucket lineBucket() {
        var burst = Math.max(1, lineRate / 20);
        var rest = burst == 1 ? lineRate : lineRate - burst;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(rest, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new Meter(time))
                .build();
    }
}
