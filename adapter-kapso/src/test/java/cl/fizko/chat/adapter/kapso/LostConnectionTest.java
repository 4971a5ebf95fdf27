package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import cl.fizko.chat.domain.port.SendOutcome.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The moments at which a connection may fail: what surely did not arrive is tried again, what may have arrived is not. */
class LostConnectionTest {

    private static final int HTTP2_INTERNAL_ERROR = 2;
    private static final int HTTP2_REFUSED_STREAM = 7;

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Test
    void send_nobodyListens_wasNotSent() {
        assertThat(FakeKapso.providerAt(FakeKapso.deadAddress()).send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isEqualTo(new RetryLater(Optional.empty(), "net:connect"));
    }

    @Test
    void send_nameThatDoesNotResolve_wasNotSent() {
        var client = KapsoClient.create()
                .newBuilder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        assertThat(provider(client).send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isEqualTo(new RetryLater(Optional.empty(), "net:dns"));
    }

    @Test
    void send_serverThatSpeaksNoTls_wasNotSent() throws Exception {
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var provider = FakeKapso.providerAt("https://127.0.0.1:" + listener.getLocalPort());
            var sending = CompletableFuture.supplyAsync(() -> provider.send(Outbound.text("Hola"), Outbound.UNNOTICED));
            try (var connection = listener.accept()) {
                assertThat(connection.getInputStream().read(new byte[4096])).isPositive();
                connection.getOutputStream().write("HTTP/1.1 400\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(sending.get(30, TimeUnit.SECONDS)).isEqualTo(new RetryLater(Optional.empty(), "net:tls"));
            }
        }
    }

    @Test
    void send_hangsUpAfterReading_isUnknown() {
        assertThat(kapso.outcomeOf(FakeKapso.hangsUp())).isInstanceOf(Unknown.class);
        assertThat(kapso.requestsSeen()).isEqualTo(1);
    }

    @Test
    void send_hangsUpInTheMiddleOfTheAnswer_isUnknown() {
        assertThat(kapso.outcomeOf(FakeKapso.answer(200, "x".repeat(100_000))
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build()))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void send_noAnswerInTime_isUnknown() {
        kapso.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        var impatient = KapsoClient.create()
                .newBuilder()
                .callTimeout(Duration.ofMillis(200))
                .build();
        assertThat(provider(impatient).send(Outbound.text("Hola"), Outbound.UNNOTICED))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void send_twice_keepsTheConnection() throws Exception {
        kapso.always(FakeKapso::accepts);
        var provider = kapso.provider();
        provider.send(Outbound.text("uno"), Outbound.UNNOTICED);
        provider.send(Outbound.text("dos"), Outbound.UNNOTICED);
        assertThat(kapso.request().getExchangeIndex()).isZero();
        assertThat(kapso.request().getExchangeIndex()).isEqualTo(1);
    }

    /** Without a look at the connection first, the request would be written into it and its fate be unknown. */
    @Test
    void send_pooledConnectionHasEnded_wasNotSent() throws Exception {
        try (var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var provider = FakeKapso.providerAt("http://127.0.0.1:" + listener.getLocalPort() + FakeKapso.PROXY);
            assertThat(answered(listener, provider)).isInstanceOf(Accepted.class);

            assertThat(provider.send(Outbound.text("Hola"), Outbound.UNNOTICED))
                    .isEqualTo(new RetryLater(Optional.empty(), "net:stale"));

            assertThat(answered(listener, provider)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void send_http2StreamRefused_wasNotSent() throws Exception {
        assertThat(overHttp2(HTTP2_REFUSED_STREAM)).isEqualTo(new RetryLater(Optional.empty(), "net:refused"));
    }

    @Test
    void send_http2StreamBroken_isUnknown() throws Exception {
        assertThat(overHttp2(HTTP2_INTERNAL_ERROR)).isInstanceOf(Unknown.class);
    }

    /** The API key stays with the host that was configured. */
    @Test
    void send_redirected_goesNowhereElse() throws Exception {
        try (var elsewhere = new MockWebServer()) {
            elsewhere.start();
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                var outcome = kapso.outcomeOf(FakeKapso.answer(status, "")
                        .addHeader("Location", elsewhere.url("/").toString())
                        .build());
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                LineBlocked.class,
                                blocked ->
                                        assertThat(blocked.failure().reason()).isEqualTo(FailureReason.CONFIG));
            }
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    /** OkHttp's own default would let 5 through at a time. */
    @Test
    void send_fromManyThreads_doesNotQueue() throws Exception {
        int many = 100;
        var together = new CountDownLatch(many);
        kapso.always(() -> {
            together.countDown();
            return await(together) ? FakeKapso.accepts() : FakeKapso.hangsUp();
        });
        var provider = kapso.provider();
        var threads = Executors.newFixedThreadPool(many);
        try {
            var sends = IntStream.range(0, many)
                    .<Callable<Object>>mapToObj(i -> () -> provider.send(Outbound.text("Hola"), Outbound.UNNOTICED))
                    .toList();
            for (var sent : threads.invokeAll(sends)) {
                assertThat(sent.get()).isInstanceOf(Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object overHttp2(int errorCode) throws IOException {
        try (var server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.enqueue(new MockResponse.Builder()
                    .onRequestStart(new SocketEffect.CloseStream(errorCode))
                    .build());
            server.start();
            var client = KapsoClient.create()
                    .newBuilder()
                    .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                    .build();
            return new KapsoMessagingProvider(
                            client, client, new MetaProxyDialect(server.url("/")), Optional.empty(), Clock.systemUTC())
                    .send(Outbound.text("Hola"), Outbound.UNNOTICED);
        }
    }

    /** Serves one request and closes the connection, which the answer did not announce. */
    private static Object answered(ServerSocket listener, MessagingProvider provider) throws Exception {
        var sending = CompletableFuture.supplyAsync(() -> provider.send(Outbound.text("Hola"), Outbound.UNNOTICED));
        try (var connection = listener.accept()) {
            readRequest(connection);
            var body = "{\"messages\":[{\"id\":\"wamid.1\"}]}";
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return sending.get(30, TimeUnit.SECONDS);
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        var seen = new StringBuilder();
        while (!seen.toString().endsWith("}")) {
            seen.append((char) connection.getInputStream().read());
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private MessagingProvider provider(OkHttpClient client) {
        return new KapsoMessagingProvider(
                client, client, new MetaProxyDialect(HttpUrl.get(kapso.url("/"))), Optional.empty(), Clock.systemUTC());
    }
}
