package cl.fizko.chat.bootstrap.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.CrashPoint;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node is killed at some of the places of {@link KillPlace}; {@link Reliability} does it at all of them, many times. */
class CrashProofIT {

    private static final long SEED = Long.getLong("seed", 1);

    @TempDir
    private static Path folder;

    private static Bench bench;
    private static Stage stage;

    @BeforeAll
    static void prepare() throws Exception {
        bench = new Bench(folder);
        stage = new Stage(bench);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        bench.close();
    }

    static Stream<KillPlace> places() {
        return Stream.concat(
                Stream.of(KillPlace.AT_PROVIDER),
                Stream.of(
                                CrashPoint.INBOX_COMMITTED,
                                CrashPoint.TURN_DECIDED,
                                CrashPoint.SEND_JOURNALED,
                                CrashPoint.OUTCOME_WRITTEN,
                                CrashPoint.STATUS_COMMITTED,
                                CrashPoint.RECOVERED)
                        .map(KillPlace::of));
    }

    @ParameterizedTest
    @MethodSource("places")
    void killedThere_losesAndDoublesNothing(KillPlace place) throws Exception {
        assertThat(new CrashTrial(place).run(stage, SEED))
                .as("seed %d", SEED)
                .matches(Finding::isClean, "is clean")
                .matches(Finding::reached, "died where it was to die");
    }
}
