package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How many requests each API key may make per minute. Every one counts, whatever it is for: Kapso counts them all. Messages
 * queue for it in {@link RateBrakes}; anything else goes through {@link #counting} and fails at once where there is no room.
 * Thread-safe.
 *
 * <p>Kapso counts fixed minutes, whose start we do not know, and answers what is too much with a wait of a whole minute. So a
 * tenth may leave at once and the rest comes evenly: no minute sees more than the limit, wherever it starts.
 */
final class KeyLimits {

    /** The code of what found no room. */
    static final String FULL = "limit:key";

    /** The key has no room for this request now; nothing was sent. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final int ratePerMinute;
    private final MonotonicTime time;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Limits of which nothing is used yet.
     *
     * @param ratePerMinute 0 means no limit
     */
    KeyLimits(int ratePerMinute, MonotonicTime time) {
        this.ratePerMinute = ratePerMinute;
        this.time = time;
    }

    boolean isLimited() {
        return ratePerMinute > 0;
    }

    /** What the key has left; empty without a limit or a key. */
    Optional<Bucket> bucket(Optional<Secret> key) {
        return isLimited()
                ? key.map(known -> buckets.computeIfAbsent(Fingerprint.of(known), name -> bucket()))
                : Optional.empty();
    }

    /** The client, whose calls with a key count from now on and fail with {@link FullException} when they are too many. */
    OkHttpClient counting(OkHttpClient client) {
        return isLimited() ? client.newBuilder().addInterceptor(this::count).build() : client;
    }

    /**
     * The client, whose calls with a key count from now on and pass in any case: for what a message needs that has waited
     * already. Turned away, it would be refused for as long as others wait, and the message with it.
     */
    OkHttpClient charging(OkHttpClient client) {
        return isLimited() ? client.newBuilder().addInterceptor(this::charge).build() : client;
    }

    private Response charge(Interceptor.Chain chain) throws IOException {
        bucket(chain.request()).ifPresent(bucket -> bucket.consumeIgnoringRateLimits(1));
        return chain.proceed(chain.request());
    }

    private Response count(Interceptor.Chain chain) throws IOException {
        var bucket = bucket(chain.request());
        if (bucket.isPresent() && !bucket.get().tryConsume(1)) {
            throw new FullException();
        }
        return chain.proceed(chain.request());
    }

    private Optional<Bucket> bucket(Request request) {
        return bucket(Optional.ofNullable(request.header("X-API-Key")).map(Secret::new));
    }

    private Bucket bucket() {
        var burst = Math.max(1, ratePerMinute / 10);
        var rest = Math.max(1, ratePerMinute - burst);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(rest, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new Meter(time))
                .build();
    }
}
