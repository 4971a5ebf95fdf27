package cl.fizko.chat.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-31,2027-01-04,2026-12-30",
        "2026-12-20,2026-12-21,2026-12-18",
        "2026-11-28,2026-11-30,2026-11-27",
        "2026-11-23,2026-11-23,2026-11-23",
        "2027-06-20,2027-06-22,2027-06-18",
        "2026-04-03,2026-04-06,2026-04-02"
    })
    void deadlinesMoveToBusinessDays(LocalDate day, LocalDate next, LocalDate previous) {
        assertThat(TaxCalendar.sameOrNextBusinessDay(day)).isEqualTo(next);
        assertThat(TaxCalendar.sameOrPreviousBusinessDay(day)).isEqualTo(previous);
    }
}
