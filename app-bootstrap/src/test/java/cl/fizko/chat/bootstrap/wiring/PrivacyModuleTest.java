package cl.fizko.chat.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivacyModuleTest {

    @Test
    void aPartThatFails_keepsNoOtherFromBeingDone_andIsToldInTheEnd() {
        var done = new AtomicInteger();
        assertThatThrownBy(() -> PrivacyModule.each(
                        () -> {
                            throw new IllegalStateException("first");
                        },
                        done::incrementAndGet,
                        () -> {
                            throw new IllegalStateException("second");
                        },
                        done::incrementAndGet))
                .hasMessage("first");
        assertThat(done).hasValue(2);
    }
}
