package cl.fizko.chat.domain.language;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a time of day: "a las 16:30", "despues de las 6", "5 y media", "10 am". Of the hours 1 to 7 without morning or
 * evening the afternoon is meant, as in office talk.
 */
public final class TimeOfDayReader {

    private static final int AFTERNOON_UNTIL = 7;
    private static final Pattern TIME = Pattern.compile(
            "(?:(?<la>\\bl[ao]s? |\\batil? )(?<hour>\\d{1,2})|(?<clock>\\d{1,2})(?=[:.]\\d\\d ?(?:hrs?|horas)?(?!\\d)| y media| (?:am|pm|hrs)\\b|(?:am|pm|hrs)\\b))"
                    + "(?:[:.](?<minute>[0-5]\\d))?(?<half> y media)?(?: ?(?<part>am|pm|de la manana|de la tarde))?");

    private TimeOfDayReader() {}

    /** The first time in a folded text. */
    public static Optional<LocalTime> read(String folded) {
        var match = TIME.matcher(folded);
        if (!match.find()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(Optional.ofNullable(match.group("hour"))
                .or(() -> Optional.ofNullable(match.group("clock")))
                .orElseThrow());
        int minute = Optional.ofNullable(match.group("minute"))
                .map(Integer::parseInt)
                .orElse(match.group("half") != null ? 30 : 0);
        var part = Optional.ofNullable(match.group("part")).orElse("");
        boolean morning = part.equals("am") || part.endsWith("manana");
        boolean evening = part.equals("pm") || part.endsWith("tarde");
        if (hour < 12 && !morning && (evening || (hour >= 1 && hour <= AFTERNOON_UNTIL))) {
            hour += 12;
        }
        return hour > 23 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }
}
