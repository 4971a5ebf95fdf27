package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.TemplateCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
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

    private final AtomicInteger listings = new AtomicInteger();
    private MockWebServer server = new MockWebServer();
    private Dispatcher answers = new QueueDispatcher();
    private Optional<Supplier<MockResponse>> lines = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (lines.isPresent() && isListing(request)) {
                    listings.incrementAndGet();
                    return lines.get().get();
                }
                return answers.dispatch(request);
            }

            @Override
            public MockResponse peek() {
                return answers.peek();
            }
        });
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    MessagingProvider provider() {
        return providerAt(url(PROXY));
    }

    /** Unless {@link #lists} says otherwise, its keys have no list of lines. */
    MessagingProvider legacyProvider() {
        lines = lines.or(
                () -> Optional.of(() -> answer(404, "{\"error\":\"Not found\"}").build()));
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

    /** What the legacy API says when it is asked for a key's lines; such requests are counted apart. */
    void lists(Supplier<MockResponse> response) {
        lines = Optional.of(response);
    }

    int listingsSeen() {
        return listings.get();
    }

    private static boolean isListing(RecordedRequest request) {
        return request.getTarget().startsWith(LEGACY + "/whatsapp_configs");
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
        if (answers instanceof QueueDispatcher queue) {
            queue.enqueue(response);
        }
    }

    SendOutcome outcomeOf(MockResponse response) {
        enqueue(response);
        return provider().send(Outbound.text("Hola"), Outbound.UNNOTICED);
    }

    void always(Supplier<MockResponse> response) {
        answers = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response.get();
            }
        };
    }

    int requestsSeen() {
        return server.getRequestCount() - listings.get();
    }

    RecordedRequest request() throws InterruptedException {
        var request = server.takeRequest();
        while (lines.isPresent() && isListing(request)) {
            request = server.takeRequest();
        }
        return request;
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
