package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GroupRestTest {

    private final GroupRest rest = new GroupRest(256);

    @Test
    void nanos_afterSeveral_areTwiceWhatTheyTook() {
        assertThat(rest.nanos(2, 3_000_000)).isEqualTo(6_000_000);
        assertThat(rest.nanos(255, 3_000_000)).isEqualTo(6_000_000);
    }

    @Test
    void nanos_afterSeveralThatTookLong_areBounded() {
        assertThat(rest.nanos(2, TimeUnit.SECONDS.toNanos(30))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void nanos_afterOneAlone_areNone() {
        assertThat(rest.nanos(1, 3_000_000)).isZero();
    }

    @Test
    void nanos_afterNothing_areNone() {
        assertThat(rest.nanos(0, 3_000_000)).isZero();
    }

    @Test
    void nanos_afterAsManyAsMayBe_areNone() {
        assertThat(rest.nanos(256, 3_000_000)).isZero();
    }
}
