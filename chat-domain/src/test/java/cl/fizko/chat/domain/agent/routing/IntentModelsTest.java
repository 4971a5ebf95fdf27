package cl.fizko.chat.domain.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Inquiry;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentModelsTest {

    private static Assessment assess(AgentName agent, String text) {
        return IntentModels.standard().assess(agent, inquiry(text));
    }

    private static Inquiry inquiry(String text) {
        return new Inquiry(text, AgentContext.at(Instant.parse("2026-11-22T12:00:00Z")));
    }

    private static String best(String text) {
        var inquiry = inquiry(text);
        return Labels.ALL.stream()
                .max(Comparator.comparing((AgentName agent) ->
                        IntentModels.standard().assess(agent, inquiry).confidence()))
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Buenas tardes, quería saber qué día se paga el IVA | tax_reminder
            hola! como anulo una factura que quedó mala? muchas gracias | dte
            buenos dias, cuanto me retienen por una boleta de 300 lucas | honorarios
            hola, gracias por todo | greeting
            buenas noches 😊 | greeting
            """)
    void assess_greetingWithARequest_belongsToTheRequest(String text, String agent) {
        assertThat(best(text)).isEqualTo(agent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            La clave me funciona bien, lo que no sé es cuál es el último día del F22 | tax_reminder
            no es por el SII, lo que no abre es la aplicación de ustedes | support
            no quiero hablar con nadie, solo saber a qué hora abren mañana | business_hours
            las facturas están listas, ahora necesito recuperar la clave del sii | sii_integration
            """)
    void assess_misleadingClause_yieldsToTheOneThatAsks(String text, String agent) {
        assertThat(best(text)).isEqualTo(agent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dfgkjhdfg | fallback
            🙃🙃 | fallback
            4471 | fallback
            ... | fallback
            mmmmm | fallback
            '' | fallback
            """)
    void assess_nothingToUnderstand_isFallback(String text, String agent) {
        assertThat(best(text)).isEqualTo(agent);
    }

    @Test
    void assess_anyMessage_sharesAddUpToOne() {
        double sum = Labels.ALL.stream()
                .mapToDouble(agent ->
                        assess(agent, "cuando vence el f29").confidence().value())
                .sum();
        assertThat(sum).isBetween(0.999999, 1.000001);
    }

    @Test
    void assess_unknownAgent_isNone() {
        assertThat(assess(new AgentName("weather"), "va a llover?")).isEqualTo(Assessment.none());
    }

    @Test
    void assess_sameMessageOnManyThreads_isIdentical() {
        var expected = assess(AgentName.TAX_REMINDER, "hasta cuando puedo pagar el iva");
        var all = Stream.generate(() -> "hasta cuando puedo pagar el iva")
                .limit(500)
                .parallel()
                .peek(text -> assess(AgentName.SALES, "cuanto vale el plan"))
                .map(text -> assess(AgentName.TAX_REMINDER, text))
                .toList();
        assertThat(all).allMatch(expected::equals);
    }

    @Test
    void assess_deadlineOfAForm_saysWhichWordsDecided() {
        assertThat(assess(AgentName.TAX_REMINDER, "cuando vence el f29").evidence())
                .extracting(Evidence::what)
                .contains("vence", "f29");
    }

    @Test
    void assess_customersOwnData_isNoEvidence() {
        var evidence = assess(AgentName.DTE, "factura para Xiomara Quezadilla rut 12.345.678-5")
                .evidence();
        assertThat(evidence).extracting(Evidence::what).noneMatch(what -> what.matches("(?i).*(xiomara|quezad|\\d).*"));
    }
}
