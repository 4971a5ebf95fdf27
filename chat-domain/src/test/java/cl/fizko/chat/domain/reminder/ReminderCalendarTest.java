package cl.fizko.chat.domain.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.F29DueDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReminderCalendarTest {

    private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

    /** The first day and the last one, for due dates on plain days, weekends, holidays, and across months and years. */
    @ParameterizedTest
    @CsvSource({
        "2026-11, 20, 3, 2026-12-18, 2026-12-20, 2026-12-21", // the 20th is a Sunday
        "2026-11, 12, 3, 2026-12-11, 2026-12-13, 2026-12-14", // the 12th is a Saturday
        "2026-11, 12, 5, 2026-12-09, 2026-12-13, 2026-12-14",
        "2026-12, 20, 3, 2027-01-17, 2027-01-19, 2027-01-20", // the period is of the year before
        "2027-01, 20, 3, 2027-02-19, 2027-02-21, 2027-02-22", // February; the 20th is a Saturday
        "2027-01, 12, 1, 2027-02-11, 2027-02-11, 2027-02-12",
        "2028-01, 12, 10, 2028-02-04, 2028-02-13, 2028-02-14", // a leap year
        "2026-09, 12, 3, 2026-10-10, 2026-10-12, 2026-10-13", // the 12th is a movable holiday
        "2027-05, 20, 2, 2027-06-20, 2027-06-21, 2027-06-22", // Sunday, then the solstice
        "2026-11, ,   3, 2026-12-11, 2026-12-13, 2026-12-14" // whose rule is not known is reminded of the earlier day
    })
    void on_theDaysBeforeTheDueDate_isItsPeriod(
            YearMonth period, Integer rule, int days, LocalDate first, LocalDate last, LocalDate dueOn) {
        var calendar = new ReminderCalendar(
                new ReminderSettings(days, LocalTime.of(10, 0), SANTIAGO),
                Optional.ofNullable(rule).map(F29DueDay::ofDay));

        assertThat(calendar.on(first.minusDays(1))).isEmpty();
        assertThat(calendar.on(first)).contains(new F29Reminder(period, dueOn));
        assertThat(calendar.on(last)).contains(new F29Reminder(period, dueOn));
        assertThat(calendar.on(dueOn)).isEmpty();
    }

    /** Santiago is three hours behind UTC in summer and four in winter. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-18T12:59:59Z, false", // 9:59:59
        "2026-12-18T13:00:00Z, true",
        "2026-12-18T22:59:59Z, true",
        "2026-12-18T23:00:00Z, false", // 20:00
        "2026-12-19T02:00:00Z, false", // still the 18th there
        "2026-12-19T13:00:00Z, true", // the next day, for whom nothing was running on the 18th
        "2026-12-20T22:59:59Z, true",
        "2026-12-21T13:00:00Z, false", // too late
        "2026-06-19T13:59:59Z, false", // winter
        "2026-06-19T14:00:00Z, true"
    })
    void at_isWithinTheCivilHours(Instant now, boolean open) {
        assertThat(calendar(F29DueDay.TWENTIETH).at(now).isPresent()).isEqualTo(open);
    }

    /** On 5 September 2026 the clocks go forward at 24:00, on 3 April 2027 back. */
    @Test
    void next_acrossAChangeOfTheClocks_isTheSameCivilTime() {
        var daysBefore = new ReminderSettings(10, LocalTime.of(10, 0), SANTIAGO);
        var twelfth = new ReminderCalendar(daysBefore, Optional.of(F29DueDay.TWELFTH)); // due on Monday the 14th

        assertThat(twelfth.next(Instant.parse("2026-09-05T12:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-09-05T14:00:00Z"));
        assertThat(twelfth.next(Instant.parse("2026-09-06T00:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-09-06T13:00:00Z"));
        assertThat(twelfth.next(Instant.parse("2027-04-03T12:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2027-04-03T13:00:00Z"));
        assertThat(twelfth.next(Instant.parse("2027-04-04T00:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2027-04-04T14:00:00Z"));
    }

    @Test
    void next_isTheFirstOpeningFromThen() {
        var calendar = calendar(F29DueDay.TWENTIETH);

        assertThat(calendar.next(local("2026-11-23T12:00")))
                .contains(opening("2026-12-18T10:00", "2026-11", "2026-12-21"));
        assertThat(calendar.next(local("2026-12-18T15:30")))
                .contains(opening("2026-12-18T15:30", "2026-11", "2026-12-21"));
        assertThat(calendar.next(local("2026-12-18T20:00")))
                .contains(opening("2026-12-19T10:00", "2026-11", "2026-12-21"));
        assertThat(calendar.next(local("2026-12-20T20:00")))
                .contains(opening("2027-01-17T10:00", "2026-12", "2027-01-20"));
    }

    @Test
    void next_beyondTheKnownHolidays_isEmpty() {
        assertThat(calendar(F29DueDay.TWENTIETH).next(Instant.parse("2028-05-25T00:00:00Z")))
                .isEmpty();
    }

    /** Each company has its own days, hour and zone. */
    @Test
    void companies_haveCalendarsOfTheirOwn() {
        var now =
                Instant.parse("2026-06-19T13:30:00Z"); // 9:30 in Santiago, 10:30 in Punta Arenas, 7:30 on Easter Island
        var three = Optional.of(F29DueDay.TWENTIETH);

        assertThat(calendar(F29DueDay.TWENTIETH).at(now)).isEmpty();
        assertThat(calendar(F29DueDay.TWELFTH).at(now)).isEmpty();
        assertThat(new ReminderCalendar(new ReminderSettings(3, LocalTime.of(9, 0), SANTIAGO), three).at(now))
                .isPresent();
        assertThat(new ReminderCalendar(new ReminderSettings(2, LocalTime.of(9, 0), SANTIAGO), three).at(now))
                .isEmpty();
        assertThat(new ReminderCalendar(
                                new ReminderSettings(3, LocalTime.of(10, 0), ZoneId.of("America/Punta_Arenas")), three)
                        .at(now))
                .isPresent();
        assertThat(new ReminderCalendar(new ReminderSettings(3, LocalTime.of(9, 0), ZoneId.of("Pacific/Easter")), three)
                        .at(now))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-18T08:59, false",
        "2026-12-18T09:00, true",
        "2026-12-18T19:59, true",
        "2026-12-18T20:00, false",
        "2026-12-21T10:00, false"
    })
    void mayLeave_endsWithTheDay(LocalDateTime at, boolean may) {
        var reminder = new F29Reminder(YearMonth.of(2026, 11), LocalDate.of(2026, 12, 21));

        assertThat(ReminderCalendar.mayLeave(
                        reminder, ReminderSettings.STANDARD, at.atZone(SANTIAGO).toInstant()))
                .isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08:59", "19:01", "00:00"})
    void settings_outsideTheCivilHours_areRefused(LocalTime time) {
        assertThatThrownBy(() -> new ReminderSettings(3, time, SANTIAGO)).hasMessageContaining("send_at");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void settings_otherDays_areRefused(int days) {
        assertThatThrownBy(() -> new ReminderSettings(days, LocalTime.of(10, 0), ZoneOffset.UTC))
                .hasMessageContaining("days_before");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "Ana Soto | Ana Soto",
                "none | cliente",
                "🌸🌸 | cliente",
                "' Ana\n\tSoto ' | Ana Soto",
                "12345 | cliente"
            })
    void words_callAPersonByAName(String name, String shown) {
        var reminder = new F29Reminder(YearMonth.of(2026, 11), LocalDate.of(2026, 12, 21));

        assertThat(ReminderWords.of(Optional.ofNullable(name), reminder, Optional.of(F29DueDay.TWENTIETH)))
                .containsEntry("nombre", shown)
                .containsEntry("periodo", "noviembre de 2026")
                .containsEntry("vencimiento", "lunes 21 de diciembre de 2026");
    }

    @Test
    void words_whereTheRuleIsNotKnown_nameBothDays() {
        var reminder = new F29Reminder(YearMonth.of(2026, 11), LocalDate.of(2026, 12, 14));

        assertThat(ReminderWords.of(Optional.empty(), reminder, Optional.empty())
                        .get("vencimiento"))
                .isEqualTo("lunes 14 de diciembre de 2026, o el lunes 21 de diciembre de 2026 si emites documentos"
                        + " electrónicos y pagas en sii.cl");
    }

    private static ReminderCalendar calendar(F29DueDay rule) {
        return new ReminderCalendar(ReminderSettings.STANDARD, Optional.of(rule));
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(SANTIAGO).toInstant();
    }

    private static ReminderCalendar.Opening opening(String at, String period, String dueOn) {
        return new ReminderCalendar.Opening(
                local(at), new F29Reminder(YearMonth.parse(period), LocalDate.parse(dueOn)));
    }
}
