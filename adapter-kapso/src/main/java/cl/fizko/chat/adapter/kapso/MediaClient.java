package cl.fizko.chat.adapter.kapso;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The HTTP client that fetches files. It follows no redirects, speaks to no proxy, since a proxy would resolve names out of
 * sight, and gives up a call as soon as its thread is interrupted.
 */
final class MediaClient {

    /** How long a server may be silent. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final String RETRY_AFTER = "Retry-After";
    private static final String KEPT = "Kept-Retry-After";

    private MediaClient() {}

    /** A client that connects only to the addresses which {@code dns} gives. */
    static OkHttpClient create(Dns dns) {
        return new OkHttpClient.Builder()
                .dns(dns)
                .proxy(Proxy.NO_PROXY)
                .socketFactory(new InterruptibleSockets())
                // Otherwise other threads connect, which nobody interrupts.
                .fastFallback(false)
                .connectTimeout(IDLE_TIMEOUT)
                .readTimeout(IDLE_TIMEOUT)
                .writeTimeout(IDLE_TIMEOUT)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(MediaClient::keepRetryAfter)
                .build();
    }

    /** OkHttp acts on it by itself: it sends again at once when a 503 says 0, and throws when the number is too large. */
    private static Response keepRetryAfter(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        var asked = response.header(RETRY_AFTER);
        var changed = response.newBuilder().removeHeader(RETRY_AFTER).removeHeader(KEPT);
        return (asked == null ? changed : changed.header(KEPT, asked)).build();
    }

    /** How long an answer of this client asks to wait, as it was written; empty when it does not. */
    static String retryAfter(Response response) {
        return response.header(KEPT, "");
    }

    /** A thread that waits in a channel can be interrupted; in a plain socket it cannot. */
    private static final class InterruptibleSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return SocketChannel.open().socket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("nobody binds");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("nobody binds");
        }

        private Socket connected(InetSocketAddress address) throws IOException {
            var socket = createSocket();
            socket.connect(address);
            return socket;
        }
    }
}
