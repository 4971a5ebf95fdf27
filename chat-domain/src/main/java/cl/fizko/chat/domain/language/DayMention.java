package cl.fizko.chat.domain.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A day as a message names it, to be placed in the calendar. */
public sealed interface DayMention {

    /** The day that is meant, seen from today. */
    LocalDate resolve(LocalDate today, Direction direction);

    /** "hoy", "ayer", "mañana". */
    record Relative(int daysFromToday) implements DayMention {
        @Override
        public LocalDate resolve(LocalDate today, Direction direction) {
            return today.plusDays(daysFromToday);
        }
    }

    /** "el viernes": of the past the last one, else the next one, today included. */
    record OfWeek(DayOfWeek weekday) implements DayMention {
        @Override
        public LocalDate resolve(LocalDate today, Direction direction) {
            return today.with(
                    direction == Direction.PAST
                            ? TemporalAdjusters.previousOrSame(weekday)
                            : TemporalAdjusters.nextOrSame(weekday));
        }
    }

    /** "el 14", "viernes 20": the weekday, if it fits any month nearby, picks the month. */
    record OfMonth(int day, Optional<DayOfWeek> weekday) implements DayMention {

        private static final int MONTHS_AROUND = 2;

        public OfMonth {
            if (day < 1 || day > 31) {
                throw new IllegalArgumentException("a month has no day " + day);
            }
        }

        @Override
        public LocalDate resolve(LocalDate today, Direction direction) {
            var candidates = IntStream.rangeClosed(-MONTHS_AROUND, MONTHS_AROUND)
                    .mapToObj(YearMonth.from(today)::plusMonths)
                    .filter(m -> m.isValidDay(day))
                    .map(m -> m.atDay(day))
                    .toList();
            var fitting = candidates.stream()
                    .filter(d -> weekday.map(d.getDayOfWeek()::equals).orElse(true))
                    .toList();
            return Place.pick(fitting.isEmpty() ? candidates : fitting, today, direction);
        }
    }

    /** "15 de octubre", with or without a year. */
    record OfYear(int day, Month month, OptionalInt year) implements DayMention {

        public OfYear {
            if (day < 1 || day > month.maxLength()) {
                throw new IllegalArgumentException(month + " has no day " + day);
            }
        }

        @Override
        public LocalDate resolve(LocalDate today, Direction direction) {
            var years = year.isPresent()
                    ? IntStream.of(year.getAsInt())
                    : IntStream.rangeClosed(today.getYear() - 1, today.getYear() + 1);
            var candidates = years.mapToObj(y -> YearMonth.of(y, month))
                    .map(m -> m.atDay(Math.min(day, m.lengthOfMonth())))
                    .toList();
            return Place.pick(candidates, today, direction);
        }
    }

    /** Picks among the days that a mention may mean. */
    final class Place {

        private Place() {}

        static LocalDate pick(List<LocalDate> candidates, LocalDate today, Direction direction) {
            var nearest = Comparator.comparingLong((LocalDate d) -> Math.abs(d.toEpochDay() - today.toEpochDay()));
            Stream<LocalDate> wanted = candidates.stream().filter(d -> switch (direction) {
                case PAST -> !d.isAfter(today);
                case FUTURE -> !d.isBefore(today);
                case NEAREST -> true;
            });
            return wanted.min(nearest)
                    .or(() -> candidates.stream().min(nearest))
                    .orElseThrow();
        }
    }
}
