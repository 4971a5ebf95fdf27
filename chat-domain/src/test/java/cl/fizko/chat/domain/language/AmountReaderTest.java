package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boleta de 500 lucas|500000",
                "x 230 lukas|230000",
                "1,5 palos|1500000",
                "2,3 palos brutos|2300000",
                "medio palo|500000",
                "un palo liquido|1000000",
                "palo y medio no, 1 palo y medio|1500000",
                "una bh de 1 palo 2|1200000",
                "1 palo 200 lucas|1200000",
                "$1.250.000|1250000",
                "$ 87.450|87450",
                "1 millon neto|1000000",
                "un millon limpio|1000000",
                "350 lucas|350000",
                "1.500|1500",
                "bruto 650.000|650000",
                "me queden 500 liquidos|500000",
                "me qeden 400 limpios|400000",
                "800 mil?|800000",
                "clp 700.000?|700000",
                "notebok 599.990|599990",
                "cobre 1190000 con iva|1190000",
                "bajarle 40 mil pesos|40000",
                "500k|500000",
                "dos millones|2000000",
                "45.000|45000"
            })
    void read_oneAmount(String text, long pesos) {
        assertThat(AmountReader.read(FoldedText.of(text).value()))
                .extracting(AmountMention::pesos)
                .containsExactly(pesos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "la factura 482",
                "el 20 cae domingo",
                "es 14,5 o 15,25 lo q retienen",
                "3 uf es caro",
                "14,5%",
                "48 horas",
                "quedan 500 dias",
                "+56987654321",
                "2027",
                "a las 16:30",
                "tipo 61"
            })
    void read_noAmount(String text) {
        assertThat(AmountReader.read(FoldedText.of(text).value())).isEmpty();
    }

    @Test
    void read_twoAmounts() {
        assertThat(AmountReader.read("eran 350 lucas y facture 530 lucas"))
                .extracting(AmountMention::pesos)
                .containsExactly(350_000L, 530_000L);
    }

    @Test
    void read_anyFormattedAmount_isReadBack() {
        long seed = 500_000L;
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            long pesos = 1_000L + random.nextInt(Integer.MAX_VALUE - 1_000);
            assertThat(AmountReader.read("quiero " + ChileanFormat.pesos(pesos) + " liquidos"))
                    .as("seed %d", seed)
                    .extracting(AmountMention::pesos)
                    .containsExactly(pesos);
        }
    }
}
