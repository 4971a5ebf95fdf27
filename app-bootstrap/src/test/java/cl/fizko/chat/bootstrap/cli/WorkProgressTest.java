package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkProgressTest {

    private final StringWriter err = new StringWriter();
    private Duration passed = Duration.ofDays(3);

    @Test
    void whatIsOverWithinTwoSeconds_saysNothing() {
        var progress = progress(OptionalLong.of(100));
        pass(1_999);
        progress.done(100);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatTakesLonger_saysHowFarHowFastAndHowMuchLonger_everyTwoSeconds() {
        var progress = progress(OptionalLong.of(100));
        pass(2_000);
        progress.done(25);
        pass(1_000);
        progress.done(5);
        pass(1_000);
        progress.reached(60);
        assertThat(err.toString().lines())
                .containsExactly(
                        "messages: 25 of 100, 13 a second, 6 s left", "messages: 60 of 100, 15 a second, 3 s left");
    }

    @Test
    void withoutATotal_itSaysHowFarAndHowFast() {
        var progress = progress(OptionalLong.empty());
        pass(4_000);
        progress.done(2);
        assertThat(err.toString().strip()).isEqualTo("messages: 2, 0.5 a second");
        progress.expect(3);
        pass(2_000);
        progress.done(0);
        assertThat(err.toString()).endsWith("messages: 2 of 3, 0.3 a second, 3 s left" + System.lineSeparator());
    }

    private void pass(long millis) {
        passed = passed.plusMillis(millis);
    }

    private WorkProgress progress(OptionalLong total) {
        return new WorkProgress(new PrintWriter(err), "messages", total, () -> passed.toNanos());
    }
}
