package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That armed points kill is shown by processes: see {@code CrashProofIT} in {@code app-bootstrap}. */
class CrashPointTest {

    @ParameterizedTest
    @EnumSource
    void pass_processWasStartedWithoutTheProperty_doesNothing(CrashPoint point) {
        System.setProperty(CrashPoint.PROPERTY, point.name());
        try {
            point.pass();
            assertThat(point.isArmed()).isFalse();
        } finally {
            System.clearProperty(CrashPoint.PROPERTY);
        }
    }
}
