package cl.fizko.chat.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChileanHolidaysTest {

    @Test
    void of_2026_isTheOfficialTable() {
        assertThat(days(2026))
                .isEqualTo(dates(
                        "2026-01-01",
                        "2026-04-03",
                        "2026-04-04",
                        "2026-05-01",
                        "2026-05-21",
                        "2026-06-21",
                        "2026-06-29",
                        "2026-07-16",
                        "2026-08-15",
                        "2026-09-18",
                        "2026-09-19",
                        "2026-10-12",
                        "2026-10-31",
                        "2026-11-01",
                        "2026-12-08",
                        "2026-12-25"));
    }

    @Test
    void of_2027_isTheOfficialTable() {
        assertThat(days(2027))
                .isEqualTo(dates(
                        "2027-01-01",
                        "2027-03-26",
                        "2027-03-27",
                        "2027-05-01",
                        "2027-05-21",
                        "2027-06-21",
                        "2027-06-28",
                        "2027-07-16",
                        "2027-08-15",
                        "2027-09-17",
                        "2027-09-18",
                        "2027-09-19",
                        "2027-10-11",
                        "2027-10-31",
                        "2027-11-01",
                        "2027-12-08",
                        "2027-12-25"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01,NEW_YEAR,true",
        "2026-04-03,GOOD_FRIDAY,false",
        "2026-05-01,LABOUR_DAY,true",
        "2026-06-21,INDIGENOUS_PEOPLES,false",
        "2026-09-18,INDEPENDENCE,true",
        "2026-09-19,ARMY_GLORIES,true",
        "2026-12-08,IMMACULATE_CONCEPTION,false",
        "2026-12-25,CHRISTMAS,true",
        "2027-06-28,SAINTS_PETER_AND_PAUL,false",
        "2027-09-17,INDEPENDENCE_BRIDGE,false",
        "2027-10-11,TWO_WORLDS,false",
        "2025-10-31,EVANGELICAL_CHURCHES,false"
    })
    void on_knowsWhatIsCelebrated(LocalDate day, Feast feast, boolean irrenunciable) {
        assertThat(ChileanHolidays.on(day)).contains(new Holiday(day, feast));
        assertThat(feast.isIrrenunciable()).isEqualTo(irrenunciable);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23", "2026-12-31", "2026-06-20", "2027-06-29", "2027-10-12", "2026-09-17", "2026-09-20"})
    void on_ordinaryDays_isEmpty(LocalDate day) {
        assertThat(ChileanHolidays.on(day)).isEmpty();
    }

    @Test
    void after_listsTheNextOnes() {
        assertThat(ChileanHolidays.after(LocalDate.of(2026, 11, 22), 3))
                .extracting(Holiday::date)
                .isEqualTo(dates("2026-12-08", "2026-12-25", "2027-01-01"));
    }

    @Test
    void unknownDays_areRefused() {
        assertThat(ChileanHolidays.covers(LocalDate.of(2024, 12, 31))).isFalse();
        assertThat(ChileanHolidays.covers(LocalDate.of(2028, 5, 31))).isTrue();
        assertThat(ChileanHolidays.covers(LocalDate.of(2028, 6, 1))).isFalse();
        assertThatThrownBy(() -> ChileanHolidays.on(LocalDate.of(2028, 6, 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2028-06-20");
        assertThatThrownBy(() -> ChileanHolidays.of(2028)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<LocalDate> days(int year) {
        return ChileanHolidays.of(year).stream().map(Holiday::date).toList();
    }

    private static List<LocalDate> dates(String... days) {
        return Stream.of(days).map(LocalDate::parse).toList();
    }
}
