package cl.fizko.chat.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "factura vencida        | factura, vencida*",
                "~factura vencida ~     | factura, vencida",
                "~  f29  ~              | f29",
                "f29                    | f29*",
                "el iv                  | el, iv",
                "~ñ~                    | ñ",
                "\"nota de crédito\"    | nota de crédito",
                "\"nota de crédito\" hoy | nota de crédito, hoy*",
                "\"nota de              | nota de",
                "«nota de» «crédito»    | nota de, crédito",
                "a\"b c\"d              | a, b c, d",
                "76.192.083-9           | 76 192 083 9",
                "ana@fizko.cl           | ana fizko cl",
                "¿dónde?                | dónde",
                "hola! qué              | hola, qué*",
                "~'; drop table x; --~  | drop, table, x",
                "!!! ??? :*             | ~~",
                "\"\"                   | ~~",
                "👍🏽                     | ~~",
            })
    void whatIsTyped_isReadAsWordsInRowsAndABeginning(String typed, String terms) {
        var read = SearchQuery.parse(typed).terms().stream()
                .map(term -> String.join(" ", term.words()) + (term.beginning() ? "*" : ""))
                .collect(Collectors.joining(", "));

        assertThat(read).isEqualTo(terms);
    }
}
