package cl.fizko.chat.domain.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RutTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.345.678-5|12345678-5",
                "11.111.111-1|11111111-1",
                "76.192.083-9|76192083-9",
                "7.654.321-6|7654321-6",
                "60.803.000-K|60803000-K",
                "5.000.006-0|5000006-0",
                "76.000.000-0|76000000-0",
                "9.999.999-3|9999999-3",
                "25.000.000-6|25000000-6",
                "1.000.005-K|1000005-K",
                "123456785|12345678-5",
                "12345678 5|12345678-5",
                "012.345.678-5|12345678-5",
                "60803000k|60803000-K",
                "12345678\u20105|12345678-5",
                "12345678\u22125|12345678-5"
            })
    void parse_validInAnyNotation(String text, String plain) {
        assertThat(Rut.parse(text)).hasToString(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.345.678-9",
                "11.111.111-2",
                "76.192.083-K",
                "7.654.321-0",
                "60.803.000-0",
                "5.000.006-K",
                "76.000.000-K",
                "9.999.999-9",
                "25.000.000-5",
                "1.000.005-1",
                "",
                "0-0",
                "12345678-O",
                "123456789-2",
                "12345678"
            })
    void parse_invalid_isRefused(String text) {
        assertThatThrownBy(() -> Rut.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyOneCheckDigitFitsEachBody() {
        long seed = 60803000L;
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            int body = 1 + random.nextInt(99_999_999);
            long fitting = "0123456789K"
                    .chars()
                    .filter(digit -> Rut.checkDigitOf(body) == digit)
                    .count();
            assertThat(fitting).as("seed %d, body %d", seed, body).isEqualTo(1);
        }
    }
}
