package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "me llego el 14|PAST|2026-11-14",
                "una del viernes 20|PAST|2026-11-20",
                "el viernes|PAST|2026-11-20",
                "el lunes a ke hora|FUTURE|2026-11-23",
                "boleta del 15 de octubre|PAST|2026-10-15",
                "del 5 de noviembre|PAST|2026-11-05",
                "folios son del 20 de mayo|PAST|2026-05-20",
                "el 27 de noviembre|FUTURE|2026-11-27",
                "31 d dic trabajan|FUTURE|2026-12-31",
                "15/10|PAST|2026-10-15",
                "15-10-2026|PAST|2026-10-15",
                "2027-01-20|NEAREST|2027-01-20",
                "mañana atienden|FUTURE|2026-11-23",
                "mñn es feriado|FUTURE|2026-11-23",
                "pasado mañana|FUTURE|2026-11-24",
                "la emiti ayer|PAST|2026-11-21",
                "hoy|NEAREST|2026-11-22",
                "el lunes 2 de junio|FUTURE|2027-06-02",
                "el primero de mayo|FUTURE|2027-05-01",
                "el 18 de septiembre hay alguien|FUTURE|2027-09-18",
                "el savado|FUTURE|2026-11-28"
            })
    void read_day(String text, Direction direction, LocalDate day) {
        var dates = DateReader.read(FoldedText.of(text).value(), TODAY);
        assertThat(dates.days()).hasSize(1);
        assertThat(dates.months()).isEmpty();
        assertThat(dates.days().get(0).resolve(TODAY, direction)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iva de octubre|2026-10",
                "iva de oct|2026-10",
                "el de septiembre|2026-09",
                "el iva de diciembre|2026-12",
                "y el de enero 2027?|2027-01",
                "mayo 2027|2027-05",
                "mayo del 2027|2027-05",
                "en junio no emiti|2026-06",
                "nobiembre|2026-11",
                "disiembre|2026-12",
                "enero|2027-01",
                "marzo|2027-03",
                "el mes pasado|2026-10",
                "este mes|2026-11",
                "el proximo mes|2026-12",
                "10/2026|2026-10",
                "we had zero sales in may|2026-05",
                "de ago|2026-08"
            })
    void read_month(String text, YearMonth month) {
        var dates = DateReader.read(FoldedText.of(text).value(), TODAY);
        assertThat(dates.months()).hasSize(1);
        assertThat(dates.months().get(0).resolve(TODAY, Direction.NEAREST)).isEqualTo(month);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"la retencion del año pasado|2025", "este año|2026", "renta 2027|2027", "va a subir el 2026?|2026"
            })
    void read_year(String text, int year) {
        assertThat(DateReader.read(FoldedText.of(text).value(), TODAY).year()).hasValue(year);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmo ago una factura",
                "toda la mañana pegao",
                "el sii anda malo",
                "500 lucas",
                "me dijeron 48 horas",
                "llevo 3 dias"
            })
    void read_noDate(String text) {
        assertThat(DateReader.read(FoldedText.of(text).value(), TODAY).isEmpty())
                .isTrue();
    }

    @Test
    void read_anyWrittenDate_isReadBack() {
        long seed = 14L;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(2_000));
            var dates = DateReader.read(
                    FoldedText.of("hasta el " + ChileanFormat.date(day)).value(), TODAY);
            assertThat(dates.days()).as("seed %d, %s", seed, day).hasSize(1);
            assertThat(dates.days().get(0).resolve(TODAY, Direction.NEAREST)).isEqualTo(day);
        }
    }

    @Test
    void numbersCountOnce() {
        var mentions = Mentions.of(FoldedText.of("el f 29 con rut 12.345.678-9 y la dj1887, el formulario22"), TODAY);
        assertThat(mentions.dates().isEmpty()).isTrue();
        assertThat(mentions.amounts()).isEmpty();
        assertThat(mentions.forms().forms()).hasSize(2);
        assertThat(mentions.forms().swornStatements()).containsExactly(1887);
        assertThat(mentions.ruts()).extracting(RutMention::isValid).containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "puedo pasar a las 16:30|16:30",
                "despues d las 6 contestan|18:00",
                "llego como a las 5 y media|17:30",
                "a las 10 am|10:00",
                "dejé mensaje a las 8:15|08:15"
            })
    void read_timeOfDay(String text, String time) {
        assertThat(TimeOfDayReader.read(FoldedText.of(text).value())).hasToString("Optional[" + time + "]");
    }
}
