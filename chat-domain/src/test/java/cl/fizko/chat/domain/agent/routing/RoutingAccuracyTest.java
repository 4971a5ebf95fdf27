package cl.fizko.chat.domain.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.language.FoldedText;
import cl.fizko.chat.domain.language.ReadText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutingAccuracyTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Curriculum CURRICULUM = Curriculum.in(MODULE.resolve("src/main/routing"));

    @Test
    void train_withoutOneFold_routesThatFold() {
        var trained = Trainer.train(CURRICULUM.without(0, 5), CURRICULUM.digressions());
        var score = new Scorecard();
        score.add(new LinearIntentModel(trained), CURRICULUM.fold(0, 5));
        assertThat(score.accuracy()).isGreaterThan(0.92);
    }

    @Test
    void train_sameExamplesTwice_givesTheSameBytes() throws IOException {
        assertThat(bytesOfASmallModel()).isEqualTo(bytesOfASmallModel());
    }

    private static byte[] bytesOfASmallModel() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Trainer.train(CURRICULUM.fold(0, 5), CURRICULUM.digressions()).writeTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void standardModel_heldOutMessages_routesThem() {
        var score = new Scorecard();
        score.add(IntentModels.load(), HeldOut.in(MODULE));
        assertThat(score.accuracy()).isGreaterThan(0.95);
        assertThat(score.accuracyFrom(0.8)).isGreaterThan(0.98);
        for (int label = 0; label < Labels.COUNT; label++) {
            assertThat(score.recall(label))
                    .as("recall of %s", Labels.ALL.get(label))
                    .isGreaterThan(0.82);
        }
    }

    @Test
    void standardModel_guessTooWeakToActOn_isOwnedUpTo() throws IOException {
        var model = IntentModels.load();
        assertThat(HeldOut.in(MODULE))
                .map(example -> model.judge(ReadText.of(example.text())))
                .filteredOn(verdict -> verdict.share(verdict.best()) < 0.35)
                .extracting(verdict -> Labels.ALL.get(verdict.best()))
                .isSubsetOf(AgentName.UNRECOGNIZED_QUESTION, AgentName.FALLBACK);
    }

    @Test
    void heldOutMessages_noneIsTrainedOn() {
        var learnt = CURRICULUM.all().stream()
                .map(example -> FoldedText.of(example.text()).value())
                .collect(Collectors.toSet());
        assertThat(HeldOut.in(MODULE))
                .extracting(example -> FoldedText.of(example.text()).value())
                .doesNotContainAnyElementsOf(learnt);
    }

    @Test
    void curriculum_everyLabel_isTaughtBroadly() {
        for (int label = 0; label < Labels.COUNT; label++) {
            int which = label;
            assertThat(CURRICULUM.written().stream().filter(e -> e.gold().contains(which)))
                    .as(Labels.ALL.get(label).value())
                    .hasSizeGreaterThan(300);
        }
    }
}
