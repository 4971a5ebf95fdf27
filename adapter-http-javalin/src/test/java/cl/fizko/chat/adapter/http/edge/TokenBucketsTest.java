package cl.fizko.chat.adapter.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Rate RATE = Rate.perSecond(2, 10);
    private static final int MOST = 50;

    private final AtomicLong nanos = new AtomicLong(1);
    private final TokenBuckets<String> buckets = new TokenBuckets<>(RATE, MOST, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void aBurst_thenTheRate_eachForItself() {
        assertThat(taken("a", 20)).isEqualTo(10);
        assertThat(buckets.take("a")).contains(Duration.ofMillis(500));
        assertThat(taken("b", 1)).isEqualTo(1);

        pass(Duration.ofSeconds(3));
        assertThat(taken("a", 20)).isEqualTo(6);
    }

    @Test
    void aCharge_isPaidBackBeforeTheNextToken() {
        buckets.charge("a", 14);

        assertThat(buckets.take("a")).contains(Duration.ofMillis(2500));
        pass(Duration.ofMillis(2500));
        assertThat(taken("a", 5)).isEqualTo(1);
    }

    /** The guard: an eviction by age or by number would give the attacker a fresh bucket. */
    @Test
    void aFlood_ofOtherAddresses_refillsNobodysBucket_andTakesNoMemory() {
        assertThat(taken("attacker", 20)).isEqualTo(10);

        for (var i = 0; i < 20 * MOST; i++) {
            pass(Duration.ofMillis(1));
            taken("other-" + i, 2);
            assertThat(buckets.size()).isLessThanOrEqualTo(MOST);
        }

        assertThat(taken("attacker", 20)).as("what a second brings").isEqualTo(2);
    }

    @Test
    void whileNoMoreFitIn_newcomersShareOneBucket() {
        fill();

        assertThat(taken("newcomer-1", 6) + taken("newcomer-2", 6)).isEqualTo(10);
        assertThat(buckets.size()).isEqualTo(MOST);
    }

    @Test
    void fullBuckets_makeRoom() {
        fill();
        pass(Duration.ofSeconds(1));

        assertThat(taken("newcomer-1", 20)).isEqualTo(10);
        assertThat(taken("newcomer-2", 20)).isEqualTo(10);
        assertThat(buckets.size()).isEqualTo(2);
    }

    @Test
    void retryAfter_isInWholeSecondsAndNeverNone() {
        assertThat(RateLimits.retryAfterSeconds(Duration.ZERO)).isEqualTo(1);
        assertThat(RateLimits.retryAfterSeconds(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(RateLimits.retryAfterSeconds(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(RateLimits.retryAfterSeconds(Duration.ofMillis(1001))).isEqualTo(2);
    }

    private void fill() {
        IntStream.range(0, MOST).forEach(i -> taken("other-" + i, 1));
    }

    private int taken(String key, int wanted) {
        return (int) IntStream.range(0, wanted)
                .filter(i -> buckets.take(key).isEmpty())
                .count();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
