package cl.fizko.chat.domain.agent.phrasing;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Fact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasingCheckTest {

    private static final String ANSWER =
            "F29 del período noviembre de 2026: con pago hasta el lunes 21 de diciembre de 2026"
                    + " (quedan 28 días). Si pagas tarde, el SII cobra 1,5% sobre $1.250.000. No hay prórroga. Revisa sii.cl.";
    private static final List<Fact> FACTS = List.of(
            new Fact("F29 of 2026-11 (20 rule) is due 2026-12-21", "SII FAQ 001.130.1060", LocalDate.of(2026, 11, 1)));
    private static final PhrasingCheck CHECK = new PhrasingCheck(ANSWER, FACTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ANSWER,
                "El formulario 29 de noviembre se paga hasta el lunes 21 de diciembre (te quedan 28 días). Si pagas tarde, el"
                        + " SII cobra 1,5 por ciento sobre 1.250.000 pesos y no hay prórroga. Revisa sii.cl 😊",
                "Tienes hasta el 21/12/2026 para pagar el F29, quedan veintiocho días. De lo contrario, el SII te cobra uno coma"
                        + " cinco"
            })
    void objection_theSameFigures_dependsOnWhetherAllAreThere(String wording) {
        assertThat(CHECK.objection(wording).isPresent()).isEqualTo(wording.endsWith("cinco"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "El F29 vence el 31 de diciembre de 2026.",
                "El F29 vence el 31.",
                "El F29 vence el treinta y uno.",
                "El F29 vence el 21 de noviembre.",
                "El F29 vence el martes 21 de diciembre.",
                "El F29 vence el 21 de diciembre de 2027.",
                "El F22 vence el 21 de diciembre.",
                "El formulario cincuenta vence el 21 de diciembre.",
                "El SII cobra 1.250.000%.",
                "El SII cobra 28% de interés.",
                "Son $1,5 y nada más.",
                "Son 12.500.000 pesos.",
                "Son mil doscientos pesos.",
                "Quedan 28 horas.",
                "Quedan 28 días hábiles.",
                "Entra a sii-pagos.cl y paga.",
                "Escribe a ayuda@sii.cl para que te ayuden.",
            })
    void objection_anotherFigureBesidesTheRightOnes_isRefused(String invention) {
        assertThat(CHECK.objection(ANSWER + " " + invention))
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("is not among the facts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quedan ２９ días.", "Quedan ٢٩ días.", "Quedan ½ días.", "Quedan 2\u200b9 días."})
    void objection_strangeDigits_areRefused(String invention) {
        assertThat(CHECK.objection(ANSWER + " " + invention)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Te garantizamos que no hay multa.",
                "Te devolvemos la plata.",
                "Es gratis.",
                "Vence la próxima semana.",
                "Vence mañana.",
                "Paga la mitad.",
                "Nunca hay prórroga."
            })
    void objection_promiseThatTheAnswerDoesNotMake_isRefused(String addition) {
        assertThat(CHECK.objection(ANSWER + " " + addition)).isPresent();
    }

    @Test
    void objection_denialLeftOut_isRefused() {
        assertThat(CHECK.objection(ANSWER.replace("No hay", "Hay")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("\"no\" is missing"));
    }

    @Test
    void objection_swappedFigures_areRefused() {
        var check = new PhrasingCheck("El neto es $1.000.000 y el IVA es $190.000.", List.of());
        assertThat(check.objection("El neto es $190.000 y el IVA es $1.000.000."))
                .contains("two of its figures are of one kind, and their places cannot be compared");
    }

    @Test
    void objection_figuresInAnotherOrder_areRefused() {
        var check = new PhrasingCheck("Del 15,25% de retención resultan $76.250.", List.of());
        assertThat(check.objection("Resultan $76.250 del 15,25% de retención."))
                .contains("its figures stand in another order");
    }

    @Test
    void objection_vaguerDate_doesNotKeepTheDate() {
        var check = new PhrasingCheck("La renta se declara hasta el 30 de abril de 2027.", List.of());
        assertThat(check.objection("La renta se declara hasta el 30 de este mes."))
                .isPresent();
        assertThat(check.objection("La renta se declara hasta abril de 2027.")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The F29 is due for you on the 21 de diciembre",
                "[F29](sii.cl) hasta el 21 de diciembre",
                "# F29 hasta el 21 de diciembre",
                "**F29** hasta el 21 de diciembre",
                "Hola [nombre], el F29 vence el 21 de diciembre",
                "Φ29 до 21 de diciembre"
            })
    void objection_notPlainSpanish_isRefused(String wording) {
        assertThat(CHECK.objection(wording)).isPresent();
    }

    @Test
    void objection_muchLonger_isRefused() {
        assertThat(CHECK.objection(ANSWER + " Te ayudamos en lo que quieras.".repeat(20)))
                .contains("it is too long or empty");
    }

    @Test
    void objection_oneDigitChanged_isAlwaysRefused() {
        long seed = 20_261_123;
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var answer = randomAnswer(random);
            var check = new PhrasingCheck(answer, List.of());
            assertThat(check.objection(answer)).as("seed %d: %s", seed, answer).isEmpty();
            var spoilt = withAnotherDigit(answer, random);
            assertThat(check.objection(spoilt))
                    .as("seed %d: %s, of %s", seed, spoilt, answer)
                    .isPresent();
            assertThat(check.objection(answer + " " + spoilt))
                    .as("seed %d: %s, after %s", seed, spoilt, answer)
                    .isPresent();
        }
    }

    private static String randomAnswer(Random random) {
        var parts = List.of(
                "el F" + (10 + random.nextInt(80)) + " se paga con el IVA",
                "son $"
                        + String.format(Locale.ROOT, "%,d", 1_000 + random.nextInt(9_000_000))
                                .replace(',', '.')
                        + " de la boleta",
                "la tasa es " + (1 + random.nextInt(40)) + "," + (1 + random.nextInt(98)) + "% de tu renta",
                "vence el " + (1 + random.nextInt(28)) + " de "
                        + List.of("enero", "mayo", "octubre", "diciembre").get(random.nextInt(4)) + " de "
                        + (2020 + random.nextInt(10)),
                "tienes " + (2 + random.nextInt(90)) + " días hábiles para la respuesta",
                "a las " + (10 + random.nextInt(10)) + ":" + (10 + random.nextInt(50)) + " en la oficina",
                "es la DJ " + (1_000 + random.nextInt(900)) + " de la empresa");
        var order = new ArrayList<>(parts);
        Collections.shuffle(order, random);
        return String.join(", y ", order.subList(0, 1 + random.nextInt(order.size()))) + ".";
    }

    private static String withAnotherDigit(String answer, Random random) {
        var digits = Pattern.compile("\\d").matcher(answer).results().toList();
        int at = digits.get(random.nextInt(digits.size())).start();
        int digit = answer.charAt(at) - '0';
        return answer.substring(0, at) + (digit + 1 + random.nextInt(9)) % 10 + answer.substring(at + 1);
    }
}
