package cl.fizko.chat.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CustomerServiceWindowTest {

    private final CustomerServiceWindow window = new CustomerServiceWindow(Instant.parse("2026-11-22T15:00:00Z"));

    @Test
    void isOpen_untilTwentyFourHoursHavePassed() {
        assertThat(window.isOpen(Instant.parse("2026-11-22T15:00:00Z"))).isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-23T14:59:59.999Z"))).isTrue();
    }

    @Test
    void isOpen_atTheEndInstant_isFalse() {
        assertThat(window.isOpen(Instant.parse("2026-11-23T15:00:00Z"))).isFalse();
    }
}
