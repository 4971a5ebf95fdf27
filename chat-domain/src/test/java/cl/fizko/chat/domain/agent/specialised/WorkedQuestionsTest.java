package cl.fizko.chat.domain.agent.specialised;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions of real clients whose facts were worked out by hand, put to the agent that owns them. */
class WorkedQuestionsTest {

    static Stream<Arguments> worked() {
        return table("worked-questions.tsv");
    }

    static Stream<Arguments> variants() {
        return table("question-variants.tsv");
    }

    private static Stream<Arguments> table(String resource) {
        return Asked.rows(resource).map(row -> Arguments.of(row[0], row[1], row[2], row[3], row[4], row[5]));
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @MethodSource({"worked", "variants"})
    void answer_statesTheFacts(
            String id, String agent, String previous, String question, String expected, String forbidden) {
        var answer = Asked.answer(agent, previous, question);
        assertThat(answer.content()).as(id).contains(parts(expected));
        if (!forbidden.isEmpty()) {
            assertThat(answer.content()).as(id).doesNotContain(parts(forbidden));
        }
        assertThat(answer.content().length()).as(id).isBetween(1, 4096);
    }

    private static List<String> parts(String cell) {
        return List.of(cell.split(";", -1));
    }
}
