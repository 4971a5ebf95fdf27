package cl.fizko.chat.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.FieldProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionRulesTest {

    private static final Map<String, String> ONE = Map.of("nombre", "Rosa");
    private static final Map<String, String> TWO = Map.of("nombre", "Rosa", "dia", "21 de diciembre");

    @ParameterizedTest
    @ValueSource(strings = {"Hola {{nombre}}, ya está listo.", "Hola {{ nombre }}:\n\n¡gracias por escribir!"})
    void goodTexts_areTaken(String content) {
        assertThat(problems(content, ONE)).isEmpty();
    }

    @Test
    void aTextWithoutGaps_needsNoMinimumOfWords() {
        assertThat(problems("Gracias", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{nombre}}, ya está todo listo", // begins with a gap
                "*{{nombre}}*: ya está todo listo", // formatting is no word
                "Hola, ya está todo listo, {{nombre}}", // ends with one
                "Hola, ya está todo listo, {{nombre}}. 👋", // nor is punctuation
                "Hola {{nombre}} listo", // two words for one gap
                "Hola {{Nombre}}, ya está listo",
                "Hola {{nombre}},\n\n\nya está listo",
                "Hola {{nombre}},\tya está listo",
                "Hola {{nombre}},     ya está listo",
                "Hola {{nombre",
                " "
            })
    void whatMetaRefuses_isAProblemOfTheContent(String content) {
        assertThat(problems(content, content.contains("Nombre") ? Map.of("Nombre", "Rosa") : ONE))
                .extracting(FieldProblem::field)
                .containsExactly("content");
    }

    @Test
    void gapsSideBySide_areRefused_evenWithPunctuationBetween() {
        assertThat(problems("Hola {{nombre}}, {{dia}} es el último día para pagar", TWO))
                .hasToString("[content: must have a word between two gaps]");
    }

    @Test
    void eachGap_needsTwoWordsMore_howeverOftenItIsTheSame() {
        assertThat(problems("Uno {{nombre}} dos {{nombre}} tres cuatro", ONE))
                .hasToString("[content: must have 5 words beside its 2 gaps]");
        assertThat(problems("Uno {{nombre}} dos {{nombre}} tres cuatro cinco", ONE))
                .isEmpty();
    }

    @Test
    void everyGap_needsAnExampleOfOneLine_andNothingElseHasOne() {
        var content = "Hola {{nombre}}, el plazo vence el {{dia}} a medianoche";
        assertThat(problems(content, ONE)).extracting(FieldProblem::field).containsExactly("examples.dia");
        assertThat(problems(content, Map.of("nombre", "Rosa\nSoto", "dia", " ")))
                .extracting(FieldProblem::field)
                .containsExactly("examples.nombre", "examples.dia");
        assertThat(problems(content, Map.of("nombre", "Rosa", "dia", "hoy", "monto", "$1", "no mostrar", "x")))
                .hasToString("[examples: must be of gaps that the text has: monto, ? is none]");
    }

    @Test
    void nameAndLanguage_areAskedToo() {
        assertThat(SubmissionRules.problems("Cobro", "español", "Hola", Map.of()))
                .extracting(FieldProblem::field)
                .containsExactly("name", "language");
    }

    private static List<FieldProblem> problems(String content, Map<String, String> examples) {
        return SubmissionRules.problems("aviso", "es_CL", content, examples);
    }
}
