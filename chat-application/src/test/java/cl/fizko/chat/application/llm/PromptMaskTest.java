package cl.fizko.chat.application.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llámame al +56 9 5550 0101 porfa|llámame al [numero] porfa",
                "mi fono 955500101|mi fono [numero]",
                "mi fono (2) 2555 0101|mi fono [numero]",
                "mi rut es 11.111.111-1 ok|mi [rut] ok",
                "11111111-1|[rut]",
                "5.126.663-k|[rut]",
                "rut 11.111.111|[rut]",
                "soy rosa, rosa@correo.cl|soy [nombre], [correo]",
                "a ñandú@correo.cl|a [correo]",
                "tarjeta 4111 1111 1111 1111|tarjeta [numero]",
                "cuenta 001234567890|cuenta [numero]",
                "mira https://sii.cl/x?token=abc123|mira [enlace]",
                "hola, ROSÁ de nuevo|hola, [nombre] de nuevo",
                "me llamo Ana María Díaz y|me llamo [nombre] y",
                "fono ９５５５００１０１|fono [numero]",
                "fono 9555\u200b00101|fono [numero]",
            })
    void mask_personalData_isTakenOut(String text, String masked) {
        assertThat(PromptMask.mask(text, Optional.of("Rosa"))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cuanto me retienen por $1.250.000",
                "son 1.250.000 o 500.000",
                "facturé $12500000 en octubre",
                "vence el 12/05/2026 o el 2026-05-12",
                "500 lucas, 13,75% y el F29 del 20 de diciembre de 2026",
                "soy contador"
            })
    void mask_amountsAndDates_stay(String text) {
        assertThat(PromptMask.mask(text, Optional.of("Rosa"))).isEqualTo(text);
    }
}
