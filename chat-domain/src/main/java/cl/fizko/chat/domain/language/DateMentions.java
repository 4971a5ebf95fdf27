package cl.fizko.chat.domain.language;

import java.util.List;
import java.util.OptionalInt;

/**
 * The days, months and years that a message names, each in its order; a month that belongs to a day is not listed again.
 *
 * @param year the first year named outright or as "este año", "el año pasado"
 */
public record DateMentions(List<DayMention> days, List<MonthMention> months, OptionalInt year) {

    public DateMentions {
        days = List.copyOf(days);
        months = List.copyOf(months);
    }

    /** Whether the message names no date at all. */
    public boolean isEmpty() {
        return days.isEmpty() && months.isEmpty() && year.isEmpty();
    }
}
