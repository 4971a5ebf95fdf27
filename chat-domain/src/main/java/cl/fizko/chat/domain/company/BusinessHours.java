package cl.fizko.chat.domain.company;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When people of a company answer: Monday to Friday except Chilean public holidays, from {@code start} (inclusive) to
 * {@code end} (exclusive), civil time in {@code zone}.
 */
public record BusinessHours(LocalTime start, LocalTime end, ZoneId zone) {

    public BusinessHours {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "business_hours_start must be before business_hours_end but is " + start + ", end " + end);
        }
    }
}
