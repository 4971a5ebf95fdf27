package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateBrakesTest {

    private static final Optional<Secret> KEY = Optional.of(new Secret("clave-de-la-linea"));

    private final FakeTime time = new FakeTime();
    private final KeyLimits unlimited = new KeyLimits(0, time);

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void await_twentyThousandOnOneLine_holdsEachOnceAtMost_inOrder_andKeepsTheRate() {
        var run = new Queue(brakes("80", "0", "true"), 20_000);
        run.drain();
        assertThat(run.left).hasSize(20_000).isSorted();
        assertThat(run.mostHolds).isEqualTo(1);
        assertThat(run.mostWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(80);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(263), Duration.ofSeconds(264));
    }

    @Test
    void await_moreThanIsRemembered_loseNoTurnAndLeaveAtTheSameRate() {
        var run = new Queue(new RateBrakes(settings("80", "0", "false"), unlimited, time, 100), 1_000);
        run.drain();
        assertThat(run.left).hasSize(1_000);
        assertThat(run.mostWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(180);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(14));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 19, 20, 39, 40, 80, 999, 1_000})
    void await_anyRate_noSecondSeesMore(int rate) {
        var run = new Queue(brakes(Integer.toString(rate), "0", "false"), 5 * rate);
        run.drain();
        assertThat(run.mostWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(rate);
    }

    /** The whole backlog would leave at once otherwise. */
    @Test
    void await_outboxThatWasHeldUp_keepsTheRateAfterwards() {
        var run = new Queue(brakes("80", "0", "false"), 2_000);
        run.once();
        time.pass(Duration.ofMinutes(1));
        run.drain();
        assertThat(run.left).hasSize(2_000);
        assertThat(run.mostWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(80);
    }

    @Test
    void await_aLittleLate_leavesAsItWasTold() {
        var brakes = brakes("1", "0", "false");
        for (var i = 1; i <= 3; i++) {
            brakes.await(message(i), KEY);
        }
        time.pass(Duration.ofSeconds(4));
        assertThat(brakes.await(message(2), KEY)).isEmpty();
        assertThat(brakes.await(message(3), KEY)).isEmpty();
    }

    @Test
    void await_tooLate_queuesAgain() {
        var brakes = brakes("1", "0", "false");
        for (var i = 1; i <= 3; i++) {
            brakes.await(message(i), KEY);
        }
        time.pass(Duration.ofMillis(5_001));
        assertThat(brakes.await(message(2), KEY)).isEmpty();
        assertThat(brakes.await(message(3), KEY)).contains(new Held(Duration.ofSeconds(1), "limit:line"));
    }

    @Test
    void await_shortWait_isSleptThrough() {
        var brakes = brakes("10", "0", "false");
        assertThat(brakes.await(message(1), KEY)).isEmpty();
        assertThat(brakes.await(message(2), KEY)).isEmpty();
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void await_longWait_isHeld_andItsPlaceIsKept() {
        var brakes = brakes("1", "0", "false");
        assertThat(brakes.await(message(1), KEY)).isEmpty();
        assertThat(brakes.await(message(2), KEY)).contains(new Held(Duration.ofSeconds(1), "limit:line"));
        assertThat(brakes.await(message(3), KEY)).contains(new Held(Duration.ofSeconds(2), "limit:line"));
        time.pass(Duration.ofMillis(500));
        assertThat(brakes.await(message(2), KEY)).contains(new Held(Duration.ofMillis(500), "limit:line"));
        time.pass(Duration.ofMillis(500));
        assertThat(brakes.await(message(2), KEY)).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(brakes.await(message(3), KEY)).isEmpty();
        assertThat(time.sleeps()).isEmpty();
        assertThat(brakes.await(message(3), KEY)).isPresent();
    }

    @Test
    void await_interruptedSleep_isHeldAndStaysInterrupted() {
        var brakes = brakes("10", "0", "false");
        brakes.await(message(1), KEY);
        time.interruptSleepers();
        assertThat(brakes.await(message(2), KEY)).contains(new Held(Duration.ofMillis(100), "limit:line"));
        assertThat(Thread.interrupted()).isTrue();
        time.pass(Duration.ofMillis(100));
        assertThat(brakes.await(message(2), KEY)).isEmpty();
    }

    @Test
    void await_secondAttemptOfAMessage_paysAgain() {
        var brakes = brakes("1", "0", "false");
        assertThat(brakes.await(message(1), KEY)).isEmpty();
        assertThat(brakes.await(message(1), KEY)).isPresent();
    }

    @Test
    void await_otherLines_areNotSlowedDown() {
        var brakes = brakes("1", "0", "false");
        assertThat(brakes.await(message(1, "a", 1), KEY)).isEmpty();
        assertThat(brakes.await(message(2, "b", 1), KEY)).isEmpty();
        assertThat(brakes.await(message(3, "a", 1), KEY)).isPresent();
    }

    @Test
    void await_lineWithoutALimit_neverWaits() {
        var brakes = brakes("0", "0", "false");
        for (var i = 0; i < 10_000; i++) {
            assertThat(brakes.await(message(i), KEY)).isEmpty();
        }
        assertThat(time.passed()).isZero();
    }

    @Test
    void await_oneKeyForTwoLines_noMinuteSeesMoreThanItsLimit() {
        var run = new Queue(brakes("0", "100", "false"), 500);
        run.drain();
        assertThat(run.left).hasSize(500).isSorted();
        assertThat(run.mostHolds).isEqualTo(1);
        assertThat(run.mostWithin(Duration.ofMinutes(1))).isLessThanOrEqualTo(100);
    }

    @Test
    void await_otherKeys_areNotSlowedDown() {
        var brakes = brakes("0", "1", "false");
        assertThat(brakes.await(message(1), KEY)).isEmpty();
        assertThat(brakes.await(message(2), Optional.of(new Secret("otra")))).isEmpty();
        assertThat(brakes.await(message(3), KEY)).contains(new Held(Duration.ofMinutes(1), "limit:key"));
    }

    @Test
    void await_onePerson_gets45AtOnce_thenOneIn6Seconds() {
        var brakes = brakes("0", "0", "true");
        for (var i = 0; i < 45; i++) {
            assertThat(brakes.await(message(i, "a", 1), KEY)).isEmpty();
        }
        assertThat(brakes.await(message(45, "a", 1), KEY)).contains(new Held(Duration.ofSeconds(6), "limit:pair"));
        assertThat(brakes.await(message(46, "a", 2), KEY)).isEmpty();
        assertThat(brakes.await(message(47, "b", 1), KEY)).isEmpty();
    }

    @Test
    void await_personWhoseUserIdIsLearnt_staysOnePair() {
        var brakes = brakes("0", "0", "true");
        for (var i = 0; i < 45; i++) {
            brakes.await(message(i, "a", 1), KEY);
        }
        var phone = message(45, "a", 1).recipient().phone();
        var both = new ContactAddress(phone, Optional.of(new BusinessScopedUserId("CL.5550112233445566")));
        assertThat(brakes.await(message(45, "a", both), KEY)).isPresent();
    }

    @Test
    void pairRefused_waitsFourToThePowerOfRefusals_untilOneIsAccepted() {
        var brakes = brakes("0", "0", "true");
        var message = message(1, "a", 1);
        assertThat(brakes.pairRefused(message)).isEqualTo(Duration.ofSeconds(4));
        assertThat(brakes.await(message, KEY)).contains(new Held(Duration.ofSeconds(4), "limit:pair"));
        assertThat(brakes.await(message(2, "a", 2), KEY)).isEmpty();
        time.pass(Duration.ofSeconds(4));
        assertThat(brakes.await(message, KEY)).isEmpty();
        assertThat(brakes.pairRefused(message)).isEqualTo(Duration.ofSeconds(16));
        assertThat(brakes.pairRefused(message)).isEqualTo(Duration.ofSeconds(64));
        for (var i = 0; i < 10; i++) {
            brakes.pairRefused(message);
        }
        assertThat(brakes.pairRefused(message)).isEqualTo(Duration.ofSeconds(4096));
        brakes.accepted(message);
        assertThat(brakes.await(message, KEY)).isEmpty();
        assertThat(brakes.pairRefused(message)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void buckets_idlePairs_areForgotten() {
        var pairs = new PairBrakes(time);
        for (var i = 0; i < 1_000; i++) {
            pairs.bucketOf(message(i));
        }
        assertThat(pairs.size()).isEqualTo(1_000);
        time.pass(Duration.ofMinutes(6));
        assertThat(pairs.size()).isZero();
    }

    private RateBrakes brakes(String line, String key, String pair) {
        var settings = settings(line, key, pair);
        return new RateBrakes(settings, new KeyLimits(settings.keyRatePerMinute(), time), time);
    }

    private static KapsoSettings settings(String line, String key, String pair) {
        return KapsoSettings.from(
                Map.of(KapsoSettings.LINE_RATE, line, KapsoSettings.KEY_RATE, key, KapsoSettings.PAIR_RATE, pair));
    }

    private static OutboundMessage message(int number) {
        return message(number, "a", number);
    }

    private static OutboundMessage message(int number, String line, int person) {
        return message(number, line, ContactAddress.of(new PhoneNumber("+569%08d".formatted(person))));
    }

    private static OutboundMessage message(int number, String line, ContactAddress person) {
        return new OutboundMessage(
                new MessageId(new UUID(0, number)),
                new LineId(line),
                KEY,
                person,
                new MessageContent.Text("Hola"),
                Optional.empty(),
                Optional.empty());
    }

    /** An outbox in which many messages wait, each to another person: what is held comes back when it was told to. */
    private final class Queue {

        private record Waiting(int number, Duration due, int holds) {}

        private final RateBrakes brakes;
        private final PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::number));
        private final List<Integer> left = new ArrayList<>();
        private final List<Duration> leftAt = new ArrayList<>();
        private int mostHolds;

        Queue(RateBrakes brakes, int count) {
            this.brakes = brakes;
            time.letManySleep();
            for (var i = 0; i < count; i++) {
                waiting.add(new Waiting(i, Duration.ZERO, 0));
            }
        }

        /** Each asks once. */
        void once() {
            for (var next : List.copyOf(waiting)) {
                waiting.remove(next);
                ask(next);
            }
        }

        void drain() {
            while (!waiting.isEmpty()) {
                var next = waiting.remove();
                if (next.due().compareTo(time.passed()) > 0) {
                    time.pass(next.due().minus(time.passed()));
                }
                ask(next);
            }
        }

        private void ask(Waiting next) {
            time.sleeps().clear();
            var held = brakes.await(message(next.number()), KEY);
            if (held.isPresent()) {
                mostHolds = Math.max(mostHolds, next.holds() + 1);
                waiting.add(
                        new Waiting(next.number(), time.passed().plus(held.get().after()), next.holds() + 1));
            } else {
                left.add(next.number());
                leftAt.add(time.sleeps().stream().reduce(time.passed(), Duration::plus));
            }
        }

        /** The most that left within any span of that length. */
        int mostWithin(Duration span) {
            var leftAt = this.leftAt.stream().sorted().toList();
            var most = 0;
            var from = 0;
            for (var to = 0; to < leftAt.size(); to++) {
                while (leftAt.get(to).minus(leftAt.get(from)).compareTo(span) >= 0) {
                    from++;
                }
                most = Math.max(most, to - from + 1);
            }
            return most;
        }
    }
}
