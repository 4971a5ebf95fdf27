package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.port.MediaSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Kapso's API by plain HTTP on loopback, and every https host of the world behind one TLS server: names resolve as the test
 * says, and a connection to port 443 of any address ends here. What has no answer is a 404.
 */
final class FakeFileHosts implements BeforeEachCallback, AfterEachCallback {

    static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    static final String PUBLIC = "93.184.216.34";
    static final LineId LINE = new LineId("109900000000001");
    static final Secret KEY = new Secret("clave-de-la-linea");

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("kapso.ai")
            .addSubjectAlternativeName("*.kapso.ai")
            .addSubjectAlternativeName("evilkapso.ai")
            .addSubjectAlternativeName("lookaside.fbsbx.com")
            .addSubjectAlternativeName("*.example.com")
            .build();

    private final Map<String, Supplier<MockResponse>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private MockWebServer api = new MockWebServer();
    private MockWebServer world = new MockWebServer();
    Duration whole = MediaDownload.WHOLE;
    Duration idle = MediaClient.IDLE_TIMEOUT;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        var certificates =
                new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
        api = started(new MockWebServer());
        var secure = new MockWebServer();
        secure.useHttps(certificates.sslSocketFactory());
        world = started(secure);
        environment.put(KapsoSettings.BASE_URL, apiUrl("/meta/whatsapp/v24.0"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        api.close();
        world.close();
    }

    private MockWebServer started(MockWebServer server) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var at = request.getUrl().host() + request.getUrl().encodedPath();
                asked.add(at);
                requests.add(request);
                return answers.getOrDefault(
                                at, () -> new MockResponse.Builder().code(404).build())
                        .get();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    FakeFileHosts legacyApi() {
        environment.put(KapsoSettings.BASE_URL, apiUrl("/api/v1"));
        return this;
    }

    FakeFileHosts allowing(String hosts) {
        environment.put(MediaHosts.MORE, hosts);
        return this;
    }

    /** An address of the API's own server. */
    String apiUrl(String path) {
        return "http://127.0.0.1:" + api.getPort() + path;
    }

    /** The next lookups give these, one after the other; the last one stays. */
    void resolves(String host, String... addresses) {
        names.put(host, new ArrayList<>(List.of(addresses)));
    }

    void answers(String hostAndPath, Supplier<MockResponse> answer) {
        answers.put(hostAndPath, answer);
    }

    void answers(String hostAndPath, MockResponse.Builder answer) {
        answers(hostAndPath, answer::build);
    }

    void lookup(String json) {
        answers("127.0.0.1/meta/whatsapp/v24.0/m1", new MockResponse.Builder().body(json));
    }

    void redirects(String hostAndPath, String location) {
        answers(hostAndPath, new MockResponse.Builder().code(302).addHeader("Location", location));
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    static MediaSource.Request request(MediaReference file, long maxBytes) {
        return new MediaSource.Request(LINE, Optional.of(KEY), file, maxBytes);
    }

    static MediaReference file(String id, String url) {
        return new MediaReference(
                Optional.ofNullable(id),
                Optional.ofNullable(url),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    MediaSource source() {
        return source(true);
    }

    /** With the production client's own sockets: reaches the API alone. */
    MediaSource sourceOfApi() {
        return source(false);
    }

    private MediaSource source(boolean detouring) {
        var settings = KapsoSettings.from(environment);
        var hosts = MediaHosts.from(environment, settings.baseUrl());
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var plain = MediaClient.create(new PublicAddresses(this::resolved, hosts));
        var client = (detouring ? detouring(plain) : plain)
                .newBuilder()
                .readTimeout(idle)
                .build();
        return new KapsoMediaSource(
                KapsoMediaSource.lookup(settings, client, clock),
                new MediaDownload(client, hosts, clock, whole),
                settings.token());
    }

    private OkHttpClient detouring(OkHttpClient plain) {
        var trusting = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        return plain.newBuilder()
                .socketFactory(new Detour(world.getPort()))
                .sslSocketFactory(trusting.sslSocketFactory(), trusting.trustManager())
                .build();
    }

    private List<InetAddress> resolved(String host) throws UnknownHostException {
        var addresses = names.getOrDefault(host, new ArrayList<>(List.of(PUBLIC)));
        var next = addresses.size() > 1 ? addresses.remove(0) : addresses.get(0);
        var found = new ArrayList<InetAddress>();
        for (var address : next.split(" ", -1)) {
            found.add(InetAddress.getByAddress(
                    host, InetAddress.getByName(address).getAddress()));
        }
        return found;
    }

    /** Sockets that end at one server of this machine whatever address they are to connect to on port 443. */
    private static final class Detour extends SocketFactory {

        private final int port;

        Detour(int port) {
            this.port = port;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress address, int timeout) throws IOException {
                    var asked = (InetSocketAddress) address;
                    super.connect(
                            asked.getPort() == 443
                                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                                    : asked,
                            timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
