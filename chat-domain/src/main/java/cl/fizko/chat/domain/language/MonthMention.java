package cl.fizko.chat.domain.language;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.OptionalInt;

/** A month as a message names it, to be placed in the calendar. */
public sealed interface MonthMention {

    /** The month that is meant, seen from today. */
    YearMonth resolve(LocalDate today, Direction direction);

    /** "este mes", "el mes pasado". */
    record Relative(int monthsFromNow) implements MonthMention {
        @Override
        public YearMonth resolve(LocalDate today, Direction direction) {
            return YearMonth.from(today).plusMonths(monthsFromNow);
        }
    }

    /** "octubre", "enero 2027". Without a year and a direction it is the nearest one, up to six months back or five ahead. */
    record Named(Month month, OptionalInt year) implements MonthMention {

        private static final int AHEAD = 5;

        @Override
        public YearMonth resolve(LocalDate today, Direction direction) {
            if (year.isPresent()) {
                return YearMonth.of(year.getAsInt(), month);
            }
            var now = YearMonth.from(today);
            int ahead = Math.floorMod(month.getValue() - now.getMonthValue(), 12);
            boolean back = switch (direction) {
                case PAST -> ahead > 0;
                case FUTURE -> false;
                case NEAREST -> ahead > AHEAD;
            };
            return now.plusMonths(back ? ahead - 12 : ahead);
        }
    }
}
