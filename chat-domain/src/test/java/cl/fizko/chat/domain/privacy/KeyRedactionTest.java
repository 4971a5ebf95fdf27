package cl.fizko.chat.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mi clave es abc123|abc123",
                "clave sii: 1234Abcd|1234Abcd",
                "la contraseña es perrito|perrito",
                "Mi contraseña es: Perro#2024!|Perro#2024!",
                "pass 1234|1234",
                "clave unica 12.345.678-9 / Hola123|Hola123",
                "hola, mi rut es 12.345.678-5 y mi clave 778899, cuando vence el f29?|778899",
                "te mando mi clave del sii, es Condor77|Condor77",
                "clave:Hola123|Hola123",
                "CLAVE=4455|4455",
                "usuario 12345678-9 clave Hola123 gracias|Hola123",
                "la clave que uso es gatito99|gatito99",
                "usuario y clave: juan23@gmail.com / Hola123|Hola123",
                "abc123 es mi clave|abc123",
                "99887766 es la clave del sii|99887766",
                "my password is Hello2026|Hello2026",
                "mi klave es jota456|jota456",
                "mi clave es uno dos tres cuatro|uno dos tres cuatro",
                "mi clave es 12 34 56|12 34 56",
                "la clave tributaria es \"Zorro_88\"|Zorro_88",
                "mi contraseña es perrito 123|perrito 123",
                "MI CLAVE ES PERRITO|PERRITO",
                "mi clave es 2026|2026",
                "cambié la clave, ahora es Nueva55|Nueva55",
                "anota: contraseña - Kike1990.|Kike1990",
                "clave sii 4567 porfa entren|4567",
                "mi clave es la 1234|1234",
                "*Clave:* abc123|abc123",
                "*clave*: abc123|abc123",
                "Mi *clave* es abc123|abc123",
                "_clave_: abc123|abc123",
            })
    void secret_isTakenOut(String text, String secret) {
        var redacted = KeyRedaction.of(text);
        assertThat(redacted.secrets()).containsExactly(secret);
        assertThat(redacted.text()).isEqualTo(text.replace(secret, KeyRedaction.MARK));
    }

    @Test
    void secretOnTheNextLine_isTakenOut() {
        assertThat(KeyRedaction.of("te mando mi clave\nHola123\ngracias").text())
                .isEqualTo("te mando mi clave\n••••••\ngracias");
        assertThat(KeyRedaction.of("mi clave unica es\n12.345.678-9\nsecretito\nsaludos")
                        .text())
                .isEqualTo("mi clave unica es\n12.345.678-9\n••••••\nsaludos");
        assertThat(KeyRedaction.of("clave del sii\n445566").text()).isEqualTo("clave del sii\n••••••");
    }

    @Test
    void twoSecrets_areBothTakenOut() {
        assertThat(KeyRedaction.of("mi clave antes era hola123 ahora es chao456")
                        .text())
                .isEqualTo("mi clave antes era •••••• ahora es ••••••");
        assertThat(KeyRedaction.of("clave sii: Uno1111, clave unica: Dos2222").text())
                .isEqualTo("clave sii: ••••••, clave unica: ••••••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cual es mi clave?",
                "olvide mi clave",
                "la clave no me funciona",
                "clave 52",
                "¿Cómo recupero mi clave tributaria?",
                "Cambié mi clave del SII, ¿la actualizo aquí?",
                "Es seguro entregarles mi clave tributaria?",
                "meti la clave del sii 3 beses y kedo bloqueada",
                "puse mi claveunica en vez de la d impuestos internos, es lo mismo?",
                "La app abre perfecto pero cuando pide la clave del Servicio me dice inválida",
                "la contraseña que perdí no es la de Fizko sino la de Impuestos Internos",
                "mi ex contador maneja la clave del sii y no la quiere soltar",
                "My SII password changed, where do I update it so Fizko can sync again?",
                "se m olvido la pass de la plataforma d uds",
                "mi clave es inválida",
                "mi clave es la misma de siempre",
                "la clave es que me avisen antes del 20",
                "la clave es facturar a tiempo",
                "la clave es ahorrar",
                "la clave es cada dia anotar las ventas",
                "tengo la clave bloqueada desde el 15/10/2026",
                "me pide clave y f29",
                "la clave me la dieron el 2019",
                "sin clave y $1.250.000 de deuda",
                "con la clave pague 500000",
                "la clave es de 8 digitos?",
                "no me llega la clave, mi rut es 12.345.678-5",
                "mi clave 12.345.678-5",
                "clave del documento 33",
                "la clave es segura?",
                "con esa clave entré 2 veces, me sale error 500",
                "me sale error 500 en la clave",
                "cambie la clave a las 10:30hrs",
                "la clave, 500 lucas y el f29",
                "olvide la clave\n1250000 es lo que pague",
                "mi clave es ••••••",
                "clave ••••••",
                "te mando mi clave del sii",
                "no comparto mi clave por chat",
                "",
                "clave",
                "clave es",
            })
    void whatHoldsNoSecret_isTheSameText(String text) {
        assertThat(KeyRedaction.of(text).text()).isSameAs(text);
    }

    @Test
    void anyText_isReadAndReadingAgainChangesNothing() {
        long seed = 31L;
        var random = new Random(seed);
        var words = List.of(
                "clave",
                "contraseña",
                "es",
                ":",
                "la",
                "\n",
                "abc123",
                "1234",
                "•",
                "?",
                "12.345.678-9",
                "sii",
                "/",
                "perrito",
                "y",
                "=",
                "😀",
                "\"",
                "pass:",
                "a",
                "\uD83D");
        for (int i = 0; i < 5_000; i++) {
            var text = String.join(
                    " ",
                    Stream.generate(() -> words.get(random.nextInt(words.size())))
                            .limit(random.nextInt(12))
                            .toList());
            var once = KeyRedaction.of(text);
            assertThat(once.secrets()).as("seed %d: %s", seed, text).allMatch(secret -> text.contains(secret));
            assertThat(once.toString()).doesNotContain("abc123");
        }
    }
}
