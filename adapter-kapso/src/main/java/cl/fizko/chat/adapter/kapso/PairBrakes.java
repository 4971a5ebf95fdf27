package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.OutboundMessage;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * What one line may send to one person: a message in 6 s, and up to 45 at once, which borrow from the time that follows; after
 * each refusal in a row 4, 16, 64… seconds of nothing (Meta, "Throughput", "Pair rate limits"). Pairs that are idle are
 * forgotten. Thread-safe.
 */
final class PairBrakes {

    static final int BURST = 45;
    static final Duration EVERY = Duration.ofSeconds(6);

    /** 4^6 s is 68 minutes. */
    static final int MOST_REFUSALS = 6;

    /** By then a bucket is full again and forgetting it changes nothing. */
    private static final Duration IDLE = EVERY.multipliedBy(BURST + 5L);

    private static final Duration REFUSAL_REMEMBERED = Duration.ofHours(2);
    private static final int MOST_PAIRS = 200_000;

    private final MonotonicTime time;
    private final Cache<Pair, Bucket> buckets;
    private final Cache<Pair, Refusal> refusals;

    PairBrakes(MonotonicTime time) {
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(IDLE)
                .maximumSize(MOST_PAIRS)
                .executor(Runnable::run)
                .ticker(time::nanos)
                .build();
        this.refusals = Caffeine.newBuilder()
                .expireAfterWrite(REFUSAL_REMEMBERED)
                .maximumSize(MOST_PAIRS)
                .executor(Runnable::run)
                .ticker(time::nanos)
                .build();
    }

    Bucket bucketOf(OutboundMessage message) {
        return buckets.get(
                Pair.of(message),
                pair -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, EVERY))
                        .withCustomTimePrecision(new Meter(time))
                        .build());
    }

    /** How long the pair has to wait since it was refused; zero when it has not. */
    Duration waitAfterRefusal(OutboundMessage message) {
        var refusal = refusals.getIfPresent(Pair.of(message));
        return refusal == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, refusal.until() - time.nanos()));
    }

    /** Meta refused a message of the pair; returns how long the pair waits now. */
    Duration refused(OutboundMessage message) {
        var refusal = refusals.asMap().compute(Pair.of(message), (pair, before) -> {
            var count = Math.min(MOST_REFUSALS, before == null ? 1 : before.count() + 1);
            return new Refusal(count, time.nanos() + pause(count).toNanos());
        });
        return pause(refusal.count());
    }

    void accepted(OutboundMessage message) {
        refusals.invalidate(Pair.of(message));
    }

    /** How many pairs are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private static Duration pause(int refusals) {
        return Duration.ofSeconds(1L << (2 * refusals));
    }

    private record Refusal(int count, long until) {}

    /** A person is known by the phone number where there is one, so that a user id learnt later makes no second pair. */
    private record Pair(LineId line, ContactAddress person) {
        static Pair of(OutboundMessage message) {
            var recipient = message.recipient();
            return new Pair(
                    message.line(), recipient.phone().map(ContactAddress::of).orElse(recipient));
        }
    }
}
