package cl.fizko.chat.application.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPausesTest {

    private final RetryPauses pauses = new RetryPauses(new Random(20_261_123L));

    @Test
    void after_eachAttempt_growsAndEndsWithinDays() {
        var before = Duration.ZERO;
        var whole = Duration.ZERO;
        for (int attempt = 1; attempt < RetryPauses.MOST_ATTEMPTS; attempt++) {
            var pause = pauses.after(attempt, Optional.empty()).orElseThrow();
            assertThat(pause).isGreaterThan(before);
            before = pause;
            whole = whole.plus(pause);
        }
        assertThat(RetryPauses.MOST_ATTEMPTS).isEqualTo(10);
        assertThat(whole).isBetween(Duration.ofDays(2), Duration.ofDays(4));
        assertThat(pauses.after(RetryPauses.MOST_ATTEMPTS, Optional.empty())).isEmpty();
        assertThat(pauses.after(RetryPauses.MOST_ATTEMPTS + 1, Optional.of(Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void after_sameAttempt_varies() {
        var seen = new HashSet<Duration>();
        for (int i = 0; i < 20; i++) {
            seen.add(pauses.after(1, Optional.empty()).orElseThrow());
        }
        assertThat(seen)
                .hasSizeGreaterThan(10)
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) >= 0
                        && pause.compareTo(Duration.ofMillis(12_500)) <= 0);
    }

    @Test
    void after_asked_isNeverSooner() {
        assertThat(pauses.after(1, Optional.of(Duration.ofMinutes(5))).orElseThrow())
                .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(375));
        assertThat(pauses.after(5, Optional.of(Duration.ZERO)).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void after_askedForYears_isADay() {
        assertThat(pauses.after(1, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)))
                        .orElseThrow())
                .isBetween(Duration.ofDays(1), Duration.ofHours(30));
    }
}
