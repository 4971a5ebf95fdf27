package cl.fizko.chat.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.F29DueDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class F29DueDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01,2026-02-12,THURSDAY,2026-02-20,FRIDAY,2026-02-28,SATURDAY",
        "2026-02,2026-03-12,THURSDAY,2026-03-20,FRIDAY,2026-03-28,SATURDAY",
        "2026-03,2026-04-13,MONDAY,2026-04-20,MONDAY,2026-04-28,TUESDAY",
        "2026-04,2026-05-12,TUESDAY,2026-05-20,WEDNESDAY,2026-05-28,THURSDAY",
        "2026-05,2026-06-12,FRIDAY,2026-06-22,MONDAY,2026-06-28,SUNDAY",
        "2026-06,2026-07-13,MONDAY,2026-07-20,MONDAY,2026-07-28,TUESDAY",
        "2026-07,2026-08-12,WEDNESDAY,2026-08-20,THURSDAY,2026-08-28,FRIDAY",
        "2026-08,2026-09-14,MONDAY,2026-09-21,MONDAY,2026-09-28,MONDAY",
        "2026-09,2026-10-13,TUESDAY,2026-10-20,TUESDAY,2026-10-28,WEDNESDAY",
        "2026-10,2026-11-12,THURSDAY,2026-11-20,FRIDAY,2026-11-28,SATURDAY",
        "2026-11,2026-12-14,MONDAY,2026-12-21,MONDAY,2026-12-28,MONDAY",
        "2026-12,2027-01-12,TUESDAY,2027-01-20,WEDNESDAY,2027-01-28,THURSDAY",
        "2027-01,2027-02-12,FRIDAY,2027-02-22,MONDAY,2027-02-28,SUNDAY",
        "2027-02,2027-03-12,FRIDAY,2027-03-22,MONDAY,2027-03-28,SUNDAY",
        "2027-03,2027-04-12,MONDAY,2027-04-20,TUESDAY,2027-04-28,WEDNESDAY",
        "2027-04,2027-05-12,WEDNESDAY,2027-05-20,THURSDAY,2027-05-28,FRIDAY",
        "2027-05,2027-06-14,MONDAY,2027-06-22,TUESDAY,2027-06-28,MONDAY",
        "2027-06,2027-07-12,MONDAY,2027-07-20,TUESDAY,2027-07-28,WEDNESDAY",
        "2027-07,2027-08-12,THURSDAY,2027-08-20,FRIDAY,2027-08-28,SATURDAY",
        "2027-08,2027-09-13,MONDAY,2027-09-20,MONDAY,2027-09-28,TUESDAY",
        "2027-09,2027-10-12,TUESDAY,2027-10-20,WEDNESDAY,2027-10-28,THURSDAY",
        "2027-10,2027-11-12,FRIDAY,2027-11-22,MONDAY,2027-11-28,SUNDAY",
        "2027-11,2027-12-13,MONDAY,2027-12-20,MONDAY,2027-12-28,TUESDAY",
        "2027-12,2028-01-12,WEDNESDAY,2028-01-20,THURSDAY,2028-01-28,FRIDAY"
    })
    void of_isTheCalendarOf2026And2027(
            YearMonth period,
            LocalDate twelfth,
            DayOfWeek twelfthWeekday,
            LocalDate twentieth,
            DayOfWeek twentiethWeekday,
            LocalDate withoutPayment,
            DayOfWeek withoutPaymentWeekday) {
        var dates = F29DueDates.of(period).orElseThrow();
        assertThat(dates).isEqualTo(new F29DueDates(period, twelfth, twentieth, withoutPayment));
        assertThat(dates.twelfth().getDayOfWeek()).isEqualTo(twelfthWeekday);
        assertThat(dates.twentieth().getDayOfWeek()).isEqualTo(twentiethWeekday);
        assertThat(dates.withoutPayment().getDayOfWeek()).isEqualTo(withoutPaymentWeekday);
    }

    @Test
    void of_beyondTheKnownHolidays_isEmpty() {
        assertThat(F29DueDates.of(YearMonth.of(2028, 4))).isPresent();
        assertThat(F29DueDates.of(YearMonth.of(2028, 5))).isEmpty();
        assertThat(F29DueDates.of(YearMonth.of(2024, 11))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22,TWENTIETH,2026-11",
        "2026-11-20,TWENTIETH,2026-10",
        "2026-11-21,TWENTIETH,2026-11",
        "2026-11-20,TWELFTH,2026-11",
        "2026-12-21,TWENTIETH,2026-11",
        "2026-12-22,TWENTIETH,2026-12",
        "2027-01-01,TWELFTH,2026-12"
    })
    void nextOn_isTheFirstPeriodStillOnTime(LocalDate today, F29DueDay rule, YearMonth period) {
        assertThat(F29DueDates.nextOn(today, rule)).map(F29DueDates::period).contains(period);
    }

    @Test
    void postponed_fallsDueTwoMonthsOn() {
        var november = F29DueDates.of(YearMonth.of(2026, 11)).orElseThrow();
        assertThat(november.postponed()).map(F29DueDates::twentieth).contains(LocalDate.of(2027, 2, 22));
        assertThat(november.postponed()).map(F29DueDates::twelfth).contains(LocalDate.of(2027, 2, 12));
    }

    @Test
    void nextOn_anyDay_isABusinessDayNotInThePast() {
        long seed = 20261122L;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var today = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(3 * 365));
            var rule = random.nextBoolean() ? F29DueDay.TWELFTH : F29DueDay.TWENTIETH;
            var due = F29DueDates.nextOn(today, rule).orElseThrow().on(rule);
            assertThat(due).as("seed %d, %s on %s", seed, rule, today).isAfterOrEqualTo(today);
            assertThat(TaxCalendar.isBusinessDay(due))
                    .as("seed %d, %s on %s", seed, rule, today)
                    .isTrue();
            assertThat(due.getDayOfMonth()).isBetween(rule.day(), rule.day() + 5);
        }
    }
}
