package cl.fizko.chat.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.domain.port.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Backlog.Waiting NOTHING = new Backlog.Waiting(0, Duration.ZERO);

    @Test
    void move_loopThatBeganNoRoundFor90Seconds_isStuck() {
        assertThat(Vitals.move(List.of(loop(true, 89), loop(true, 0)))).isTrue();
        assertThat(Vitals.move(List.of(loop(true, 0), loop(true, 90)))).isFalse();
    }

    @Test
    void move_threadThatHasEnded_isStuck() {
        assertThat(Vitals.move(List.of(loop(false, 0)))).isFalse();
    }

    @Test
    void live_withoutDeadlock_isTrue() {
        assertThat(new Vitals().live()).isTrue();
    }

    @Test
    void isHeard_deliveryWithinTheTime() {
        assertThat(SilenceCheck.isHeard(silence(HOUR), HOUR, NOW, NOW)).isTrue();
        assertThat(SilenceCheck.isHeard(silence(HOUR.plusMillis(1)), HOUR, NOW, NOW))
                .isFalse();
    }

    @Test
    void isHeard_neverAnyDelivery_countsFromTheStart() {
        var reading = Optional.of(reading(Optional.empty()));
        assertThat(SilenceCheck.isHeard(reading, HOUR, NOW.minus(HOUR), NOW)).isTrue();
        assertThat(SilenceCheck.isHeard(reading, HOUR, NOW.minus(HOUR).minusMillis(1), NOW))
                .isFalse();
    }

    @Test
    void isHeard_storeThatCannotBeRead_isAnotherChecksToSay() {
        assertThat(SilenceCheck.isHeard(Optional.empty(), HOUR, NOW.minus(HOUR).minus(HOUR), NOW))
                .isTrue();
    }

    private static Optional<Backlog.Reading> silence(Duration since) {
        return Optional.of(reading(Optional.of(since)));
    }

    private static Backlog.Reading reading(Optional<Duration> sinceDelivery) {
        return new Backlog.Reading(NOTHING, 0, NOTHING, 0, 0, NOTHING, 0, sinceDelivery);
    }

    private static Pulse loop(boolean alive, long seconds) {
        return new Pulse() {
            @Override
            public String name() {
                return "loop";
            }

            @Override
            public boolean isAlive() {
                return alive;
            }

            @Override
            public Duration sinceLastMove() {
                return Duration.ofSeconds(seconds);
            }

            @Override
            public long failures() {
                return 0;
            }
        };
    }
}
