package cl.fizko.chat.domain.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whole days of a zone, which may have 23 or 25 hours.
 *
 * @param first inclusive
 * @param last inclusive, at most {@value #MOST_DAYS} days in all
 */
public record Period(LocalDate first, LocalDate last, ZoneId zone) {

    public static final int MOST_DAYS = 366;

    public Period {
        var days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("a period has 1 to " + MOST_DAYS + " days");
        }
    }

    public List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** When each of the days begins: at midnight, or an hour later where the clock skips it. */
    public List<Instant> begins() {
        return days().stream().map(this::beginOf).toList();
    }

    /** The first instant after the period. */
    public Instant end() {
        return beginOf(last.plusDays(1));
    }

    private Instant beginOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
