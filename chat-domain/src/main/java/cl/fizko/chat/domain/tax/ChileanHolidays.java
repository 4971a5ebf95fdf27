package cl.fizko.chat.domain.tax;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chile's national public holidays, from the rules of the laws: fixed days, Easter, the movable ones of Ley 19.668 and
 * Ley 20.299, the bridges of Ley 20.215 and Ley 20.983, and the winter solstice of Ley 21.357.
 *
 * <p>The solstice is a table, not a formula, so the calendar ends where the table does: {@link #covers} says where, and
 * everything else here refuses a day outside instead of guessing. Holidays of one region and election days are not known.
 */
public final class ChileanHolidays {

    /** The local day of the June solstice, by year. */
    private static final Map<Integer, LocalDate> SOLSTICES = Map.of(
            2025, LocalDate.of(2025, Month.JUNE, 20),
            2026, LocalDate.of(2026, Month.JUNE, 21),
            2027, LocalDate.of(2027, Month.JUNE, 21));

    private static final LocalDate FIRST = LocalDate.of(2025, Month.JANUARY, 1);

    /** The day before the first month whose holidays need a solstice that the table lacks. */
    private static final LocalDate LAST = LocalDate.of(2028, Month.MAY, 31);

    private ChileanHolidays() {}

    /** Whether the holidays around that day are known: 2025-01-01 to 2028-05-31. */
    public static boolean covers(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    /**
     * The holiday kept on that day, if it is one.
     *
     * @throws IllegalArgumentException for a day that {@link #covers} excludes
     */
    public static Optional<Holiday> on(LocalDate day) {
        requireCovered(day);
        return holidaysOf(day.getYear()).filter(h -> h.date().equals(day)).findFirst();
    }

    /**
     * All holidays of a year in order of date.
     *
     * @throws IllegalArgumentException if some day of the year is not covered
     */
    public static List<Holiday> of(int year) {
        requireCovered(LocalDate.of(year, Month.JANUARY, 1));
        requireCovered(LocalDate.of(year, Month.DECEMBER, 31));
        return holidaysOf(year).sorted(Comparator.comparing(Holiday::date)).toList();
    }

    /** The holidays after that day in order of date, as far as they are known; at most {@code count}. */
    public static List<Holiday> after(LocalDate day, int count) {
        return Stream.of(day.getYear(), day.getYear() + 1)
                .flatMap(ChileanHolidays::holidaysOf)
                .filter(h -> h.date().isAfter(day) && covers(h.date()))
                .sorted(Comparator.comparing(Holiday::date))
                .limit(count)
                .toList();
    }

    private static void requireCovered(LocalDate day) {
        if (!covers(day)) {
            throw new IllegalArgumentException("holidays are known from " + FIRST + " to " + LAST + ", not on " + day);
        }
    }

    private static Stream<Holiday> holidaysOf(int year) {
        var easter = easter(year);
        var days = new ArrayList<Holiday>();
        days.add(fixed(year, Month.JANUARY, 1, Feast.NEW_YEAR));
        if (LocalDate.of(year, Month.JANUARY, 1).getDayOfWeek() == SUNDAY) {
            days.add(fixed(year, Month.JANUARY, 2, Feast.NEW_YEAR_BRIDGE));
        }
        days.add(new Holiday(easter.minusDays(2), Feast.GOOD_FRIDAY));
        days.add(new Holiday(easter.minusDays(1), Feast.HOLY_SATURDAY));
        days.add(fixed(year, Month.MAY, 1, Feast.LABOUR_DAY));
        days.add(fixed(year, Month.MAY, 21, Feast.NAVAL_GLORIES));
        Optional.ofNullable(SOLSTICES.get(year)).ifPresent(d -> days.add(new Holiday(d, Feast.INDIGENOUS_PEOPLES)));
        days.add(new Holiday(toMonday(LocalDate.of(year, Month.JUNE, 29)), Feast.SAINTS_PETER_AND_PAUL));
        days.add(fixed(year, Month.JULY, 16, Feast.OUR_LADY_OF_CARMEL));
        days.add(fixed(year, Month.AUGUST, 15, Feast.ASSUMPTION));
        independenceBridge(year).ifPresent(d -> days.add(new Holiday(d, Feast.INDEPENDENCE_BRIDGE)));
        days.add(fixed(year, Month.SEPTEMBER, 18, Feast.INDEPENDENCE));
        days.add(fixed(year, Month.SEPTEMBER, 19, Feast.ARMY_GLORIES));
        days.add(new Holiday(toMonday(LocalDate.of(year, Month.OCTOBER, 12)), Feast.TWO_WORLDS));
        days.add(new Holiday(evangelicalChurches(year), Feast.EVANGELICAL_CHURCHES));
        days.add(fixed(year, Month.NOVEMBER, 1, Feast.ALL_SAINTS));
        days.add(fixed(year, Month.DECEMBER, 8, Feast.IMMACULATE_CONCEPTION));
        days.add(fixed(year, Month.DECEMBER, 25, Feast.CHRISTMAS));
        return days.stream();
    }

    private static Holiday fixed(int year, Month month, int day, Feast feast) {
        return new Holiday(LocalDate.of(year, month, day), feast);
    }

    /** Ley 19.668: Tuesday to Thursday go back to Monday of their week, Friday goes on to the next Monday. */
    private static LocalDate toMonday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case TUESDAY, WEDNESDAY, THURSDAY -> day.with(TemporalAdjusters.previous(MONDAY));
            case FRIDAY -> day.with(TemporalAdjusters.next(MONDAY));
            case SATURDAY, SUNDAY, MONDAY -> day;
        };
    }

    /** Ley 20.215 and 20.983: the 17th when it is a Monday or a Friday, the 20th when it is a Friday. */
    private static Optional<LocalDate> independenceBridge(int year) {
        var eve = LocalDate.of(year, Month.SEPTEMBER, 17);
        if (eve.getDayOfWeek() == MONDAY || eve.getDayOfWeek() == FRIDAY) {
            return Optional.of(eve);
        }
        var after = LocalDate.of(year, Month.SEPTEMBER, 20);
        return after.getDayOfWeek() == FRIDAY ? Optional.of(after) : Optional.empty();
    }

    /** Ley 20.299: 31 October; on a Tuesday the Friday before, on a Wednesday the Friday after. */
    private static LocalDate evangelicalChurches(int year) {
        var day = LocalDate.of(year, Month.OCTOBER, 31);
        DayOfWeek weekday = day.getDayOfWeek();
        if (weekday == TUESDAY) {
            return day.with(TemporalAdjusters.previous(FRIDAY));
        }
        return weekday == WEDNESDAY ? day.with(TemporalAdjusters.next(FRIDAY)) : day;
    }

    /** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
