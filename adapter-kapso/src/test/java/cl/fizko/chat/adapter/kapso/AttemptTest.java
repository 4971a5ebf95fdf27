package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final Attempt attempt = new Attempt(Outbound.UNNOTICED);

    @Test
    void mayHaveArrived_beforeItsDeparture_isFalse() {
        assertThat(attempt.mayHaveArrived(new IOException())).isFalse();
    }

    @Test
    void mayHaveArrived_fromItsDepartureOn_isTrue() {
        attempt.depart();
        assertThat(attempt.mayHaveArrived(new IOException())).isTrue();
        assertThat(attempt.mayHaveArrived(new StreamResetException(ErrorCode.CANCEL)))
                .isTrue();
    }

    @Test
    void mayHaveArrived_connectionShutDownOrStreamRefused_isFalse() {
        attempt.depart();
        assertThat(attempt.mayHaveArrived(new ConnectionShutdownException())).isFalse();
        assertThat(attempt.mayHaveArrived(new StreamResetException(ErrorCode.REFUSED_STREAM)))
                .isFalse();
    }
}
