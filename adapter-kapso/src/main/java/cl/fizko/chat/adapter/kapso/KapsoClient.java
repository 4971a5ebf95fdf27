package cl.fizko.chat.adapter.kapso;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * The HTTP client for sends. One attempt is one request: it neither repeats nor follows redirects. On https it speaks HTTP/2
 * where the server does; on http, HTTP/1.1. Callers bring their own threads.
 */
final class KapsoClient {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private static final int MAX_IDLE = 512;

    /** Below what common servers allow an idle connection, so that it is mostly we who close it. */
    private static final long KEEP_ALIVE_SECONDS = 20;

    private KapsoClient() {}

    static OkHttpClient create() {
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(MAX_IDLE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                .callTimeout(CALL_TIMEOUT)
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(CALL_TIMEOUT)
                .writeTimeout(CALL_TIMEOUT)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(new Threshold())
                .build();
    }
}
