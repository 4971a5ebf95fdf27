package cl.fizko.chat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptOutTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T15:00:00Z");

    private final OptOut wish = new OptOut(SINCE);

    @Test
    void forbids_whoNeverWrote() {
        assertThat(wish.forbids(Optional.empty(), SINCE)).isTrue();
    }

    /** What was written at the latest when the wish was understood is the wish itself, or came before it. */
    @Test
    void forbids_untilTheCustomerWritesAgain() {
        assertThat(forbids(SINCE.minusSeconds(3), SINCE.plusSeconds(1))).isTrue();
        assertThat(forbids(SINCE, SINCE.plusSeconds(1))).isTrue();
        assertThat(forbids(SINCE.plusNanos(1), SINCE.plusSeconds(1))).isFalse();
    }

    @Test
    void forbids_againOnceTheWindowHasClosed() {
        var again = SINCE.plus(Duration.ofDays(3));
        assertThat(forbids(again, again.plus(Duration.ofHours(24)).minusMillis(1)))
                .isFalse();
        assertThat(forbids(again, again.plus(Duration.ofHours(24)))).isTrue();
    }

    private boolean forbids(Instant lastInboundAt, Instant now) {
        return wish.forbids(Optional.of(new CustomerServiceWindow(lastInboundAt)), now);
    }
}
