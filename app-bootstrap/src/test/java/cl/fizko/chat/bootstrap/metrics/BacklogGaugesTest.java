package cl.fizko.chat.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.Backlog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogGaugesTest {

    private static final Backlog.Waiting NOTHING = new Backlog.Waiting(0, Duration.ZERO);

    private final AtomicLong now = new AtomicLong(5);
    private int readings;
    private Duration takes = Duration.ZERO;
    private boolean broken;
    private final BacklogGauges gauges = new BacklogGauges(this::read, now::get);

    @Test
    void latest_askedAgainAndAgain_readsOnceInFiveSeconds() {
        for (int i = 0; i < 100; i++) {
            assertThat(gauges.latest()).isPresent();
        }
        pass(Duration.ofSeconds(5).minusNanos(1));
        gauges.latest();
        assertThat(readings).isEqualTo(1);

        pass(Duration.ofNanos(1));
        gauges.latest();
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void latest_slowStore_isReadLessOften() {
        takes = Duration.ofSeconds(2);
        gauges.latest();
        pass(Duration.ofSeconds(39));
        gauges.latest();
        assertThat(readings).isEqualTo(1);

        pass(Duration.ofSeconds(1));
        gauges.latest();
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void latest_storeThatCannotBeRead_showsNothing_andIsNotAskedAtOnce() {
        gauges.latest();
        broken = true;
        pass(Duration.ofSeconds(5));
        assertThat(gauges.latest()).isEmpty();
        assertThat(gauges.latest()).isEmpty();
        assertThat(readings).isEqualTo(2);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Backlog.Reading read() {
        readings++;
        pass(takes);
        if (broken) {
            throw new IllegalStateException("away");
        }
        return new Backlog.Reading(NOTHING, 0, NOTHING, 0, 0, NOTHING, 0, Optional.empty());
    }
}
