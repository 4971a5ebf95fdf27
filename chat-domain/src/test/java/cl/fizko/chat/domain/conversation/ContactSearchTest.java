package cl.fizko.chat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSearchTest {

    @ParameterizedTest
    @CsvSource({
        "maría josé,maría;josé",
        "o'higgins,o;higgins",
        "+56 9 1234-5678,56912345678",
        "5678,5678",
        "de Soto,de;Soto"
    })
    void parts_areWordsOrTheDigitsOfANumber(String typed, String parts) {
        assertThat(ContactSearch.parse(typed).orElseThrow().parts()).isEqualTo(List.of(parts.split(";")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "12", "a b c", "+-()", "%%%", "___"})
    void whatIsTooShort_isNoSearch(String typed) {
        assertThat(ContactSearch.parse(typed)).isEmpty();
    }

    @Test
    void itPrintsMasked() {
        assertThat(ContactSearch.parse("maría").orElseThrow()).hasToString("ContactSearch[***]");
    }
}
