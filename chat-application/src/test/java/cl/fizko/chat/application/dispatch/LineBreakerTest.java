package cl.fizko.chat.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LineBreakerTest {

    private static final WhatsAppConfigId CONFIG = new WhatsAppConfigId(new UUID(0, 3));
    private static final Optional<Secret> TOKEN = Optional.of(new Secret("la-clave-vieja"));
    private static final Failure BAD_KEY = new Failure(FailureReason.CONFIG, "http:401", "the API key is not accepted");
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(new ExternalId("wamid.1"));
    private static final SendOutcome BLOCKED = new SendOutcome.LineBlocked(BAD_KEY);
    private static final SendOutcome LOST = new SendOutcome.Unknown("no answer");
    private static final SendOutcome REJECTED =
            new SendOutcome.Rejected(new Failure(FailureReason.RECIPIENT, "meta:131026", "not on WhatsApp"));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
    private final LineBreaker breaker = new LineBreaker(CONFIG, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(LineBreaker.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    @Test
    void ended_refusedLine_opensAtOnce_andProbesWithPausesThatDouble() {
        call(BLOCKED);
        for (var seconds : List.of(30, 60, 120, 240, 480, 900, 900)) {
            clock.pass(Duration.ofSeconds(seconds - 1));
            assertRefused();
            clock.pass(Duration.ofSeconds(1));
            call(BLOCKED);
        }
        assertThat(lines(Level.ERROR)).hasSize(1);
        assertThat(lines(Level.INFO)).isEmpty();
    }

    @Test
    void ask_whileAProbeIsOnItsWay_isRefused() {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        var probe = granted();
        assertThat(probe.isProbe()).isTrue();
        assertThat(((Passage.Refused) breaker.ask(TOKEN)).again()).isEqualTo(Duration.ofSeconds(30));
        breaker.ended(probe, ACCEPTED);
        assertThat(granted().isProbe()).isFalse();
        assertThat(granted().isProbe()).isFalse();
    }

    @Test
    void ask_whileOpen_comesBackOftenEnoughToSeeANewKey() {
        call(BLOCKED);
        for (var seconds : List.of(30, 60, 120, 240)) {
            clock.pass(Duration.ofSeconds(seconds));
            call(BLOCKED);
        }
        assertThat(((Passage.Refused) breaker.ask(TOKEN)).again()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void ask_withAnotherKey_closes() {
        call(BLOCKED);
        var other = Optional.of(new Secret("la-clave-nueva"));
        assertThat(breaker.ask(other)).isInstanceOf(Passage.Granted.class);
        assertThat(breaker.blocked()).isEmpty();
        assertThat(breaker.ask(other)).isInstanceOf(Passage.Granted.class);
    }

    @Test
    void ended_accepted_closesAndSaysSoOnce_withoutAnySecret() {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        call(ACCEPTED);
        call(ACCEPTED);
        assertThat(lines(Level.ERROR))
                .singleElement()
                .asString()
                .contains(CONFIG.toString(), "http:401", "Check its API token")
                .doesNotContain("la-clave");
        assertThat(lines(Level.INFO)).singleElement().asString().contains(CONFIG.toString());
    }

    @Test
    void ended_callsThatBeganBeforeTheLineWasRefused_sayNothingNew() {
        var first = granted();
        var second = granted();
        var third = granted();
        breaker.ended(first, BLOCKED);
        var until = breaker.blocked().orElseThrow().nextProbeAt();
        clock.pass(Duration.ofSeconds(1));
        breaker.ended(second, BLOCKED);
        breaker.ended(third, ACCEPTED);
        assertThat(breaker.blocked()).map(BlockedLine::nextProbeAt).contains(until);
        assertThat(lines(Level.ERROR)).hasSize(1);
    }

    @Test
    void ended_probeWhoseMessageIsAtFault_leavesTheLineBlocked_andTheNextProbeComesSoon() {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(60));
        call(REJECTED);
        assertRefused();
        clock.pass(Duration.ofSeconds(30));
        call(ACCEPTED);
        assertThat(breaker.blocked()).isEmpty();
    }

    @Test
    void ended_probeThatOurOwnLimitHeld_letsAnotherOneGo() {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        call(new SendOutcome.Held(Duration.ofSeconds(7), "limit:line"));
        assertThat(granted().isProbe()).isTrue();
    }

    @Test
    void ask_afterAProbeThatDied_letsAnotherOneGo_andIgnoresTheDeadOnesOutcome() {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        var dead = granted();
        clock.pass(Blockage.PROBE_LASTS.minusMillis(1));
        assertRefused();
        clock.pass(Duration.ofMillis(1));
        var next = granted();
        breaker.ended(dead, ACCEPTED);
        assertThat(breaker.blocked()).isPresent();
        breaker.ended(next, ACCEPTED);
        assertThat(breaker.blocked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "net:connect", "net:timeout", "http:503", "http:500"})
    void ended_tenSilentCallsInARow_openForShort(String code) {
        var silent = switch (code) {
            case "unknown" -> LOST;
            case "http:500" -> new SendOutcome.RetryOnce(code);
            default -> new SendOutcome.RetryLater(Optional.empty(), code);
        };
        for (var i = 0; i < LineBreaker.MOST_SILENT - 1; i++) {
            call(silent);
        }
        call(ACCEPTED);
        for (var i = 0; i < LineBreaker.MOST_SILENT; i++) {
            call(silent);
        }
        for (var seconds : List.of(5, 10, 20, 40, 60, 60)) {
            clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertRefused();
            clock.pass(Duration.ofMillis(1));
            call(silent);
        }
        clock.pass(Duration.ofSeconds(60));
        call(REJECTED);
        assertThat(breaker.blocked()).isEmpty();
        assertThat(lines(Level.ERROR)).hasSize(1);
    }

    @Test
    void ended_silentLineThatIsThenRefused_needsAPerson() {
        for (var i = 0; i < LineBreaker.MOST_SILENT; i++) {
            call(LOST);
        }
        clock.pass(Duration.ofSeconds(5));
        call(BLOCKED);
        assertThat(breaker.blocked()).map(BlockedLine::why).contains(BAD_KEY);
        clock.pass(Duration.ofSeconds(29));
        assertRefused();
    }

    @Test
    void ended_lateAnswerOfASilentLine_closes() {
        var late = granted();
        for (var i = 0; i < LineBreaker.MOST_SILENT; i++) {
            call(LOST);
        }
        assertRefused();
        breaker.ended(late, ACCEPTED);
        assertThat(granted().isProbe()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void ended_aFewLostCallsInAHundred_neverOpen(int percent) {
        var seed = 20_261_122L + percent;
        var random = new Random(seed);
        for (var i = 0; i < 200_000; i++) {
            call(random.nextInt(100) < percent ? LOST : ACCEPTED);
            assertThat(breaker.blocked()).as("seed %d, call %d", seed, i).isEmpty();
        }
    }

    @Test
    void ended_callsOfABurstThatHangWhileTheOthersAreAnswered_neverOpen() {
        var burst = Stream.generate(this::granted).limit(1_000).toList();
        burst.subList(20, 1_000).forEach(call -> breaker.ended(call, ACCEPTED));
        burst.subList(0, 20).forEach(call -> breaker.ended(call, LOST));
        assertThat(breaker.blocked()).isEmpty();
    }

    @Test
    void ended_burstThatNobodyAnswers_opens() {
        call(ACCEPTED);
        var burst = Stream.generate(this::granted).limit(1_000).toList();
        burst.forEach(call -> breaker.ended(call, LOST));
        assertThat(breaker.blocked()).isPresent();
        assertThat(lines(Level.ERROR)).hasSize(1);
    }

    @Test
    void ended_throttledOrRejected_neverOpen() {
        for (var i = 0; i < 100; i++) {
            call(new SendOutcome.RetryLater(Optional.empty(), "http:429"));
            call(REJECTED);
            call(new SendOutcome.RetryLater(Optional.empty(), LineSign.OURS + "IllegalStateException"));
        }
        assertThat(breaker.blocked()).isEmpty();
    }

    @Test
    void ask_fromManyThreadsWhileAProbeIsDue_grantsOne() throws Exception {
        call(BLOCKED);
        clock.pass(Duration.ofSeconds(30));
        var threads = new ArrayList<Thread>();
        var probes = new AtomicInteger();
        for (var i = 0; i < 16; i++) {
            threads.add(new Thread(() -> {
                if (breaker.ask(TOKEN) instanceof Passage.Granted) {
                    probes.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(probes).hasValue(1);
    }

    private void call(SendOutcome outcome) {
        breaker.ended(granted(), outcome);
    }

    private Passage.Granted granted() {
        var passage = breaker.ask(TOKEN);
        assertThat(passage).isInstanceOf(Passage.Granted.class);
        return (Passage.Granted) passage;
    }

    private void assertRefused() {
        assertThat(breaker.ask(TOKEN)).isInstanceOf(Passage.Refused.class);
    }

    private List<String> lines(Level level) {
        return logged.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
