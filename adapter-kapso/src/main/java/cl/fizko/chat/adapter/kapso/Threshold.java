package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.CrashPoint;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Stands between the connection and the request, at the last moment before anything is written.
 *
 * <p>A server may close an idle connection, and of a request written into it nobody can tell whether it arrived. OkHttp looks
 * only at connections that were idle for 10 s, so here each HTTP/1.1 connection is looked at; one that has ended fails the call
 * while it is still sure that nothing was sent. Costs 1 ms. HTTP/2 connections have a reader of their own, which notices.
 *
 * <p>It also takes {@code Retry-After} out of the answer, because OkHttp acts on it by itself: it sends again at once when a
 * 503 says 0, and throws when the number is too large.
 */
final class Threshold implements Interceptor {

    /** The connection had ended before the request was written. */
    static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var attempt = Objects.requireNonNull(chain.request().tag(Attempt.class), "each request carries its attempt");
        if (hasEnded(Objects.requireNonNull(chain.connection(), "a network interceptor has a connection"))) {
            throw new StaleConnectionException();
        }
        attempt.depart();
        var response = chain.proceed(chain.request());
        CrashPoint.ANSWER_RECEIVED.pass();
        attempt.answered(response.header("Retry-After"));
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    private static boolean hasEnded(Connection connection) throws IOException {
        return connection.protocol() == Protocol.HTTP_1_1 && hasEnded(connection.socket());
    }

    /** Between two requests a server has nothing to say: both its end and an unasked byte mean that it has given up. */
    private static boolean hasEnded(Socket socket) throws IOException {
        int timeout = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
