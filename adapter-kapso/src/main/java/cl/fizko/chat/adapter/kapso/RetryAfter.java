package cl.fizko.chat.adapter.kapso;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code Retry-After}: seconds, or an HTTP-date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    /** Nobody means more; a longer wait would only overflow somebody's clock. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private RetryAfter() {}

    /** How long to wait, at most a day; empty when it is neither. */
    static Optional<Duration> parse(String header, Clock clock) {
        var text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(text.length() > 5 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(within(Duration.between(clock.instant(), until)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration within(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
