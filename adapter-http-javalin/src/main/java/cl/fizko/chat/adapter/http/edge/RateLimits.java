package cl.fizko.chat.adapter.http.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Who has called too often. Each process counts for itself. Thread-safe. */
public final class RateLimits {

    /** What a wrong key costs beyond the request that brought it: whoever guesses gets a tenth of the guesses. */
    static final int WRONG_KEY = 9;

    /** Stands for the key of the environment, which has no id. */
    private static final UUID ADMINISTRATOR = new UUID(0, 0);

    private final Optional<TokenBuckets<ClientAddress>> addresses;
    private final Optional<TokenBuckets<UUID>> keys;

    public RateLimits(EdgeSettings settings) {
        this.addresses = buckets(settings.perAddress());
        this.keys = buckets(settings.perKey());
    }

    private static <K> Optional<TokenBuckets<K>> buckets(Rate rate) {
        return rate.isUnlimited() ? Optional.empty() : Optional.of(new TokenBuckets<>(rate));
    }

    /**
     * Counts a request before anything is known of it but where it comes from.
     *
     * @return how long the client has to wait; empty if it may go on
     */
    Optional<Duration> request(ClientAddress client) {
        return addresses.flatMap(buckets -> buckets.take(client));
    }

    /** Counts a key that opened nothing. */
    void wrongKey(ClientAddress client) {
        addresses.ifPresent(buckets -> buckets.charge(client, WRONG_KEY));
    }

    /**
     * Counts a request of a key's holder.
     *
     * @param key empty for the key of the environment
     * @return how long the holder has to wait; empty if it may go on
     */
    public Optional<Duration> call(Optional<UUID> key) {
        return keys.flatMap(buckets -> buckets.take(key.orElse(ADMINISTRATOR)));
    }

    /** A wait as {@code Retry-After} tells it: whole seconds, and never none. */
    public static long retryAfterSeconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
