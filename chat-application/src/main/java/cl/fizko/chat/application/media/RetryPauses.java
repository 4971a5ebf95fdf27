package cl.fizko.chat.application.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a file is asked for again: ten attempts over about three days, since a provider keeps files for a week
 * (Kapso, "Media"). The pauses grow and vary, and are never shorter than the provider asks. Thread-safe if its randomness is.
 */
public final class RetryPauses {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(18),
            Duration.ofHours(24));

    static final int MOST_ATTEMPTS = PAUSES.size() + 1;

    /** Nobody means more, and the file would be gone. */
    static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final RandomGenerator random;

    /**
     * The pauses.
     *
     * @param random varies them, so that many files do not come back at the same instant; thread-safe
     */
    public RetryPauses(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The pause after an attempt that came to nothing.
     *
     * @param attempt 1 for the first
     * @param asked how long the provider asks to wait
     * @return empty when it was the last
     */
    Optional<Duration> after(int attempt, Optional<Duration> asked) {
        if (attempt >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        var pause = PAUSES.get(Math.max(0, attempt - 1));
        var least = asked.filter(wait -> wait.compareTo(LONGEST_ASKED) <= 0)
                .orElse(asked.isPresent() ? LONGEST_ASKED : Duration.ZERO);
        return Optional.of(varied(least.compareTo(pause) > 0 ? least : pause));
    }

    /** Up to a quarter longer. */
    private Duration varied(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * (1 + random.nextDouble() / 4)));
    }
}
