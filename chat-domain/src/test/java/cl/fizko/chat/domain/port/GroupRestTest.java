package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRestTest {

    private static final int LARGEST = 256;

    private final List<Long> pauses = new ArrayList<>();
    private final GroupRest rest = new GroupRest(LARGEST, pauses::add);

    @Test
    void nanos_areTwiceWhatTheGroupTook() {
        assertThat(GroupRest.nanos(3_000_000)).isEqualTo(6_000_000);
    }

    @Test
    void nanos_ofAGroupThatTookLong_areBounded() {
        assertThat(GroupRest.nanos(TimeUnit.SECONDS.toNanos(30))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 255", "255, 0"})
    void after_several_pauses(int group, int waiting) {
        rest.after(group, waiting, System.nanoTime());

        assertThat(pauses).hasSize(1).allSatisfy(nanos -> assertThat(nanos).isPositive());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 5", "256, 0", "2, 256"})
    void after_oneAlone_orWhenAFullGroupWaits_goesOn(int group, int waiting) {
        rest.after(group, waiting, System.nanoTime());

        assertThat(pauses).isEmpty();
    }
}
