package cl.fizko.chat.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.LateConversations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BackpressureTest {

    private static final WhatsAppConfigId FLOODED = new WhatsAppConfigId(new UUID(1, 1));
    private static final WhatsAppConfigId QUIET = new WhatsAppConfigId(new UUID(1, 2));

    private final Map<WhatsAppConfigId, Integer> late = new HashMap<>();
    private long nanos = 42;
    private int reads;
    private boolean away;
    private Optional<Supplier<Boolean>> meanwhile = Optional.empty();
    private final List<Boolean> answers = new ArrayList<>();

    private final LateConversations store = longerThan -> {
        reads++;
        meanwhile.ifPresent(
                asks -> answers.add(CompletableFuture.supplyAsync(asks).join()));
        assertThat(longerThan).isEqualTo(Backpressure.LATE);
        if (away) {
            throw new IllegalStateException("the store is away");
        }
        return Map.copyOf(late);
    };
    private final Backpressure backpressure = new Backpressure(store, () -> nanos);

    @Test
    void refuses_tooManyLateOnOneNumber_thatOneAlone() {
        late.put(FLOODED, Backpressure.MOST_OF_A_LINE + 1);
        late.put(QUIET, Backpressure.MOST_OF_A_LINE);
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        assertThat(backpressure.refuses(QUIET)).isFalse();
    }

    @Test
    void refuses_aFloodOnOneNumber_howeverLarge_thatOneAlone() {
        late.put(FLOODED, 5_000);
        late.put(QUIET, 1);
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        assertThat(backpressure.refuses(QUIET)).isFalse();
    }

    @Test
    void refuses_tooManyLateOnManyNumbers_everyNumberThatHasOne() {
        for (var i = 10; i < 40; i++) {
            late.put(new WhatsAppConfigId(new UUID(1, i)), 50);
        }
        assertThat(backpressure.refuses(new WhatsAppConfigId(new UUID(1, 10)))).isTrue();
        assertThat(backpressure.refuses(QUIET)).isFalse();
    }

    @Test
    void refuses_afterTheFlood_noMoreWithinASecond() {
        late.put(FLOODED, 5_000);
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        late.clear();
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(backpressure.refuses(FLOODED)).isFalse();
    }

    @Test
    void refuses_howeverManyAsk_readsOnceASecond() {
        for (var i = 0; i < 1_000; i++) {
            backpressure.refuses(QUIET);
        }
        assertThat(reads).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        backpressure.refuses(QUIET);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void refuses_whileTheStoreIsRead_byTheLastReadingUnlessThatIsLongAgo() {
        late.put(FLOODED, 5_000);
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        meanwhile = Optional.of(() -> backpressure.refuses(FLOODED));
        pass(Duration.ofSeconds(2));
        backpressure.refuses(FLOODED);
        assertThat(answers).containsExactly(true);
        late.clear();
        pass(Duration.ofMillis(3_001));
        backpressure.refuses(FLOODED);
        assertThat(answers).containsExactly(true, false);
    }

    @Test
    void refuses_storeIsAway_nothing() {
        late.put(FLOODED, 5_000);
        assertThat(backpressure.refuses(FLOODED)).isTrue();
        away = true;
        pass(Duration.ofSeconds(1));
        assertThat(backpressure.refuses(FLOODED)).isFalse();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
