package cl.fizko.chat.bootstrap.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.CrashPoint;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of the trials, once each; {@code benchmarks/reliability.sh} runs all of them, many times. Signals are POSIX's. */
@EnabledOnOs({OS.LINUX, OS.MAC})
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

    static Stream<Trial> trials() {
        return Stream.of(
                new CrashTrial(KillPlace.of(CrashPoint.INBOX_WRITTEN)),
                new CrashTrial(KillPlace.of(CrashPoint.DELIVERY_STORED)),
                new CrashTrial(KillPlace.of(CrashPoint.TURN_DECIDED)),
                new CrashTrial(KillPlace.of(CrashPoint.SEND_CLAIMED)),
                new CrashTrial(KillPlace.of(CrashPoint.SEND_JOURNALED)),
                new CrashTrial(KillPlace.AT_PROVIDER),
                new CrashTrial(KillPlace.of(CrashPoint.OUTCOME_WRITTEN)),
                new CrashTrial(KillPlace.of(CrashPoint.STATUS_COMMITTED)),
                new CrashTrial(KillPlace.of(CrashPoint.RECOVERED)),
                new CutTrial(),
                new PauseTrial());
    }

    @ParameterizedTest
    @MethodSource("trials")
    void whateverHappens_nothingIsLostDoubledOrMiscounted(Trial trial) throws Exception {
        assertThat(trial.run(stage, SEED))
                .as("%s, -Dseed=%d", trial.name(), SEED)
                .matches(Finding::isClean, "is clean")
                .matches(Finding::reached, "happened where and when it was to happen");
    }
}
