package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadTextTest {

    private final ReadText text = ReadText.of("¿El F29 vence mañana?");

    @Test
    void words_areReadOnce() {
        assertThat(text.words()).isSameAs(text.words());
        assertThat(text.words().written(1)).isEqualTo("f");
    }

    @Test
    void mentions_areReadOnceADay() {
        var today = LocalDate.of(2026, 11, 23);
        assertThat(text.mentions(today)).isSameAs(text.mentions(LocalDate.of(2026, 11, 23)));
        assertThat(ReadText.of("este ano").mentions(today).dates().year()).hasValue(2026);
        var old = ReadText.of("este ano");
        old.mentions(today);
        assertThat(old.mentions(today.minusYears(1)).dates().year()).hasValue(2025);
    }

    @Test
    void once_aReaderReadsOnce_anotherAnew() {
        var readings = new AtomicInteger();
        var first = new Object();
        var second = new Object();
        assertThat(text.once(first, Integer.class, read -> readings.incrementAndGet()))
                .isEqualTo(1);
        assertThat(text.once(first, Integer.class, read -> readings.incrementAndGet()))
                .isEqualTo(1);
        assertThat(text.once(second, Integer.class, read -> readings.incrementAndGet()))
                .isEqualTo(2);
    }
}
