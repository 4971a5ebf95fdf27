package cl.fizko.chat.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final ZoneId CHILE = ZoneId.of("America/Santiago");

    @Test
    void begins_whereMidnightIsSkipped_atOneOClock() {
        var day = LocalDate.of(2026, 9, 6);
        var period = new Period(day, day, CHILE);
        assertThat(period.begins()).containsExactly(Instant.parse("2026-09-06T04:00:00Z"));
        assertThat(Duration.between(period.begins().get(0), period.end())).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void end_ofADayWhoseLastHourIsRepeated_isTwentyFiveHoursLater() {
        var day = LocalDate.of(2026, 4, 4);
        var period = new Period(day, day, CHILE);
        assertThat(Duration.between(period.begins().get(0), period.end())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void period_hasOneToAYearsDays() {
        var day = LocalDate.of(2026, 1, 1);
        assertThat(new Period(day, day.plusDays(365), CHILE).days()).hasSize(366);
        assertThatIllegalArgumentException().isThrownBy(() -> new Period(day, day.plusDays(366), CHILE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Period(day, day.minusDays(1), CHILE));
    }
}
