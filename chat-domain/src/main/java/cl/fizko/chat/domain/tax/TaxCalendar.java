package cl.fizko.chat.domain.tax;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/**
 * Which days count for filing and paying taxes: Monday to Friday, except public holidays and 31 December (Código Tributario
 * art. 36; SII FAQ 001.130.1060).
 *
 * <p>Days outside {@link ChileanHolidays#covers} are refused with an {@link IllegalArgumentException}.
 */
public final class TaxCalendar {

    private TaxCalendar() {}

    /** Whether a tax can fall due on that day. */
    public static boolean isBusinessDay(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean lastOfYear = day.getMonth() == Month.DECEMBER && day.getDayOfMonth() == 31;
        return ChileanHolidays.on(day).isEmpty() && !weekend && !lastOfYear;
    }

    /** That day if it is a business day, else the next one: where a deadline with payment moves. */
    public static LocalDate sameOrNextBusinessDay(LocalDate day) {
        var candidate = day;
        while (!isBusinessDay(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /** That day if it is a business day, else the one before: the safe advice where no move is known. */
    public static LocalDate sameOrPreviousBusinessDay(LocalDate day) {
        var candidate = day;
        while (!isBusinessDay(candidate)) {
            candidate = candidate.minusDays(1);
        }
        return candidate;
    }
}
