package cl.fizko.chat.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+56955500101", "56955500101", "+56 9 5550 0101", "56-9-5550-0101"})
    void parse_anySpelling_isTheSameNumber(String spelling) {
        assertThat(PhoneNumber.parse(spelling)).contains(new PhoneNumber("+56955500101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hola", "123", "0955500101", "+1234567890123456"})
    void parse_noNumber_isEmpty(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @Test
    void toString_neverShowsTheNumber() {
        assertThat(new PhoneNumber("+56955500101")).hasToString("***101");
        assertThatThrownBy(() -> new PhoneNumber("56955500101")).hasMessageNotContaining("55500");
    }
}
