package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.TemplateCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Kapso at the other end of a real socket: a new one for every test. */
final class FakeKapso implements BeforeEachCallback, AfterEachCallback {

    static final String PROXY = "/meta/whatsapp/v24.0";
    static final String LEGACY = "/api/v1";

    private static final AtomicInteger ACCEPTED = new AtomicInteger();

    private MockWebServer server = new MockWebServer();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    MessagingProvider provider() {
        return providerAt(url(PROXY));
    }

    MessagingProvider legacyProvider() {
        return providerAt(url(LEGACY));
    }

    /** Without limits of our own: they have tests of their own. */
    static MessagingProvider providerAt(String baseUrl) {
        return new KapsoPlugin()
                .open(Map.of(
                        "KAPSO_API_BASE_URL", baseUrl,
                        "KAPSO_LINE_RATE_PER_SECOND", "0",
                        "KAPSO_PAIR_RATE_LIMIT", "false"))
                .messaging();
    }

    TemplateCatalog templates(String path) {
        return new KapsoPlugin()
                .open(Map.of("KAPSO_API_BASE_URL", url(path)))
                .templates()
                .orElseThrow();
    }

    String url(String path) {
        return server.url(path).toString();
    }

    void enqueue(MockResponse response) {
        server.enqueue(response);
    }

    SendOutcome outcomeOf(MockResponse response) {
        server.enqueue(response);
        return provider().send(Outbound.text("Hola"), Outbound.UNNOTICED);
    }

    void always(Supplier<MockResponse> response) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response.get();
            }
        });
    }

    int requestsSeen() {
        return server.getRequestCount();
    }

    RecordedRequest request() throws InterruptedException {
        return server.takeRequest();
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    static MockResponse accepts() {
        return answer(200, "{\"messages\":[{\"id\":\"wamid." + ACCEPTED.incrementAndGet() + "\"}]}")
                .build();
    }

    /** Reads the whole request and hangs up. */
    static MockResponse hangsUp() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** An address where nobody listens. */
    static String deadAddress() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort() + PROXY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
