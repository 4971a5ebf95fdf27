package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.Departure;
import java.io.IOException;
import java.util.Optional;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * What one call has come to, carried along with its request. From its departure on, a failure is an answer that was lost, and
 * sending again may double the message; before it, nothing was sent. Belongs to one call and its thread.
 */
final class Attempt {

    private final Departure departure;
    private boolean departed;
    private @Nullable String retryAfter;

    Attempt(Departure departure) {
        this.departure = departure;
    }

    /** To be called before the first byte; the caller's own departure is told first, and what it throws stops the call. */
    void depart() {
        departure.begins();
        departed = true;
    }

    void answered(@Nullable String retryAfterHeader) {
        retryAfter = retryAfterHeader;
    }

    /** The answer's {@code Retry-After}, as written. */
    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the request may have reached the provider although the call failed. */
    boolean mayHaveArrived(IOException failure) {
        return departed && !isRefusal(failure);
    }

    /**
     * HTTP/2 has two failures that say that nothing arrived although writing had begun: the connection was shut down first, or
     * the stream was refused, which promises that nothing was processed (RFC 9113, section 8.7).
     */
    static boolean isRefusal(IOException failure) {
        return failure instanceof ConnectionShutdownException
                || (failure instanceof StreamResetException reset && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }
}
