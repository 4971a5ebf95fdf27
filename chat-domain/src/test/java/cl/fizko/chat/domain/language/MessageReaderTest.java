package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.language.Token.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    private static final Map<String, Integer> WORDS = Arrays.stream(
                    ("hola cuando vence el formulario que dia hay plazo hacer una factura boleta de nota credito debito "
                                    + "tengo bloqueado impuesto enviar quiero porque tambien estoy empresa gracias")
                            .split(" ", -1))
            .collect(Collectors.toMap(Function.identity(), word -> 20));

    private final MessageReader reader = new MessageReader(Vocabulary.of(WORDS));

    private String read(String message) {
        return reader.read(ReadText.of(message)).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q dia            | que dia
            xq tb toy        | porque tambien estoy
            ¿CUÁNDO vence?   | cuando vence ?
            holaaaa          | hola
            kiero aser       | quiero hacer
            ai plaso         | hay plazo
            bense el inpuesto| vence el impuesto
            enbiar una enpresa | enviar una empresa
            bloqueao         | bloqueado
            fakctura         | factura
            facutra          | factura
            boelta           | boleta
            tngo             | tengo
            grcias           | gracias
            notadecredito    | nota de credito
            """)
    void read_hastySpelling_isWhatWasMeant(String written, String meant) {
        assertThat(read(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f29              | f29
            f 29             | f29
            formulario22     | f22
            500 lucas        | <money>
            $1.250.000       | <money>
            14,5 %           | <percent>
            a las 16:30      | a las <hour>
            31 de marzo      | <date>
            12.345.678-5     | <rut>
            www.sii.cl/x     | <url>
            ana@correo.cl    | <mail>
            """)
    void read_figures_areWhatTheyStandFor(String written, String meant) {
        assertThat(read(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"akjsdhaksd", "qwertyy", "hjkhjk", "sdfgh", "mmmmm"})
    void read_struckKeys_areNoise(String written) {
        assertThat(reader.read(ReadText.of(written))).extracting(Token::kind).containsOnly(Kind.NOISE);
    }

    @Test
    void read_nameThatNobodyKnows_staysUnknown() {
        assertThat(reader.read(ReadText.of("Xiomara"))).containsExactly(Token.of("xiomara", Kind.UNKNOWN));
    }

    @Test
    void read_emoji_isOneToken() {
        assertThat(reader.read(ReadText.of("👍🏽")).get(0).kind()).isEqualTo(Kind.EMOJI);
    }

    @Test
    void read_nothing_isEmpty() {
        assertThat(reader.read(ReadText.of(" \n ")).stream().filter(Token::isWord))
                .isEmpty();
    }

    @Test
    void read_taxAuthority_isNotYes() {
        assertThat(reader.read(ReadText.of("sii")).get(0).sound())
                .isNotEqualTo(reader.read(ReadText.of("si")).get(0).sound());
    }
}
