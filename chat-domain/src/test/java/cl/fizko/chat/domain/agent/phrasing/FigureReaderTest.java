package cl.fizko.chat.domain.agent.phrasing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "son $1.250.000|MONEY 1250000",
                "son 1250000 pesos|MONEY 1250000",
                "son 1.250.000|NUMBER 1250000",
                "un millón doscientos cincuenta mil pesos|MONEY 1250000",
                "1,25 millones|MONEY 1250000",
                "500 lucas|MONEY 500000",
                "$500 mil|MONEY 500000",
                "retención de 13,75%|PERCENT 13.75",
                "retención de 13.75 %|PERCENT 13.75",
                "el diecinueve por ciento|PERCENT 19",
                "un 0,125%|PERCENT 0.125",
                "vence el 12 de mayo|DATE --05-12",
                "vence el doce de mayo|DATE --05-12",
                "vence el treinta y uno de mayo|DATE --05-31",
                "vence el 12/05/2026|DATE 2026-05-12",
                "vence el 12-5-26|DATE 2026-05-12",
                "vence 2026-05-12|DATE 2026-05-12",
                "el 12 de mayo de 2026|DATE 2026-05-12",
                "el primero de mayo del 2026|DATE 2026-05-01",
                "el 1º de mayo|DATE --05-01",
                "31dic|DATE --12-31",
                "noviembre de 2026|MONTH 2026-11",
                "en noviembre|MONTH --11",
                "hasta el 21|DAY --21",
                "el formulario 29|FORM 29",
                "el F-29|FORM 29",
                "la DJ 1879|SWORN_STATEMENT 1879",
                "a las 9:00|TIME 09:00",
                "en 8 días hábiles|QUANTITY 8 dia habil",
                "en ocho días|QUANTITY 8 dia",
                "una UTM|QUANTITY 1 utm",
                "el año 2026|YEAR 2026",
                "entra a https://www.sii.cl/x?y=1.|ADDRESS sii.cl/x?y=1",
                "entra a sii.cl.|ADDRESS sii.cl",
                "los 31 avos|NUMBER 31",
                "x31y|NUMBER 31",
            })
    void read_oneFigure_howeverItIsWritten(String text, String expected) {
        assertThat(FigureReader.read(text))
                .extracting(figure -> figure.kind() + " " + figure.value())
                .containsExactly(expected);
    }

    @Test
    void read_weekdayWithItsDay_isAFigureOfItsOwn() {
        assertThat(FigureReader.read("lunes 21 de diciembre de 2026"))
                .extracting(Figure::value)
                .containsExactly("lunes --12-21", "2026-12-21");
    }

    @Test
    void read_articles_areNoNumbers() {
        assertThat(FigureReader.read("te ayuda una persona, un contador o uno de nosotros"))
                .isEmpty();
    }
}
