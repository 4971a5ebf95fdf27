package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {

    @ParameterizedTest
    @CsvSource({
        "cuando bense el iva,vence",
        "asta cuando ai plaso,hasta cuando hay plazo",
        "una fakctura a una enpresa,factur*",
        "a una enpresa,empresa",
        "la boelta,boleta",
        "nesesito ayuda,necesito",
        "kiero aser,quiero",
        "imposisiones,imposicion*",
        "orario de atension,horario",
        "mi retension,retencion",
        "AI PLASO PA LA RENTA,para la renta",
        "formularios,formulario*"
    })
    void in_toleratesSlips(String text, String keyword) {
        assertThat(Keywords.of(keyword).in(Words.of(FoldedText.of(text)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"la venta,renta", "el horario,honorario", "junio,julio", "sin plata,sin plazo", "ahora,hora"})
    void in_keepsDifferentWordsApart(String text, String keyword) {
        assertThat(Keywords.of(keyword).in(Words.of(FoldedText.of(text)))).isFalse();
    }
}
