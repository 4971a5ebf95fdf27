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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    static final String KEY = "limit:key";
    static final String PAIR = "limit:pair";

    /** How long a place is kept for a message that does not come for it, e.g. since another node sent it. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST_PLACES = 100_000;

    private final int lineRate;
    private final int keyRate;
    private final MonotonicTime time;
    private final Map<LineId, Bucket> lines = new ConcurrentHashMap<>();
    private final Map<String, Bucket> keys = new ConcurrentHashMap<>();
    private final Optional<PairBrakes> pairs;
    private final Cache<MessageId, Place> places;
    private final int mostPlaces;

    RateBrakes(KapsoSettings settings, MonotonicTime time) {
        this(settings, time, MOST_PLACES);
    }

    /**
     * The brakes that the settings ask for.
     *
     * @param mostPlaces how many places are kept at once; a message beyond waits without one and asks again
     */
    RateBrakes(KapsoSettings settings, MonotonicTime time, int mostPlaces) {
        this.lineRate = settings.lineRatePerSecond();
        this.keyRate = settings.keyRatePerMinute();
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

    /** Whether any limit is set. */
    static boolean areNeeded(KapsoSettings settings) {
        return settings.lineRatePerSecond() > 0 || settings.keyRatePerMinute() > 0 || settings.pairRateLimit();
    }

    /**
     * Waits for the message's turn, or says when it will come.
     *
     * @return empty when the message may leave now
     */
    Optional<Held> await(OutboundMessage message, Optional<Secret> token) {
        var refusal = pairs.map(pair -> pair.waitAfterRefusal(message)).orElse(Duration.ZERO);
        if (refusal.compareTo(PATIENCE) > 0) {
            return Optional.of(new Held(refusal, PAIR));
        }
        var kept = places.getIfPresent(message.id());
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

    /** Counts a request that is no message and can be left out; whether its key has room for it now. */
    boolean admitsCourtesy(Optional<Secret> token) {
        return keyBucket(token).map(bucket -> bucket.tryConsume(1)).orElse(true);
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
        var key = keyBucket(token);
        if (key.isPresent()) {
            buckets.add(key.get());
            var wait = key.get().consumeIgnoringRateLimits(1);
            limit = wait > longest ? KEY : limit;
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

    /** A tenth of a second's worth may leave at once; more than that a second only rarely, for Meta's sake. */
    private Bucket lineBucket() {
        return bucket(Math.max(1, lineRate / 10), lineRate, Duration.ofSeconds(1));
    }

    /**
     * Kapso counts fixed minutes, whose start we do not know, and answers what is too much with a wait of a whole minute. So a
     * tenth may leave at once and the rest comes evenly: no minute sees more than the limit, wherever it starts.
     */
    private Optional<Bucket> keyBucket(Optional<Secret> token) {
        if (keyRate == 0 || token.isEmpty()) {
            return Optional.empty();
        }
        var burst = Math.max(1, keyRate / 10);
        return Optional.of(keys.computeIfAbsent(
                fingerprint(token.get()), key -> bucket(burst, Math.max(1, keyRate - burst), Duration.ofMinutes(1))));
    }

    private Bucket bucket(int capacity, int tokens, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(tokens, period))
                .withCustomTimePrecision(new Meter(time))
                .build();
    }

    /** So that no key lies about in a map. */
    private static String fingerprint(Secret token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
