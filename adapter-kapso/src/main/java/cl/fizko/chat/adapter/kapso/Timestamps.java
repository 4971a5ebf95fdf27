package cl.fizko.chat.adapter.kapso;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ways in which Kapso and Meta write an instant: seconds since 1970 as text (messages, statuses) or as a number (preferences),
 * and ISO-8601 with its offset (conversations, payload v1).
 */
final class Timestamps {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    /** Nobody documents it; thirteen digits cannot be anything else. */
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{13}");

    /** How Kapso's framework prints an instant where nobody asks for ISO-8601. */
    private static final Pattern RAILS =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) UTC$");

    /** What a database can hold, with room to spare. */
    private static final Instant LAST = Instant.ofEpochSecond(99_999_999_999L);

    private Timestamps() {}

    /**
     * The instant, in whole seconds; empty when the field is missing.
     *
     * @throws NotUnderstood if it is none of the known spellings
     */
    static Optional<Instant> read(Field field) {
        return field.text().map(text -> {
            var instant = parsed(field, text).truncatedTo(ChronoUnit.SECONDS);
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw field.wrong("not an instant of this age");
            }
            return instant;
        });
    }

    private static Instant parsed(Field field, String text) {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return OffsetDateTime.parse(RAILS.matcher(text).replaceFirst("$1T$2Z"))
                    .toInstant();
        } catch (DateTimeException e) {
            throw field.wrong("not an instant");
        }
    }
}
