package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.live.LiveStreams;
import cl.fizko.chat.adapter.http.live.StreamResource;
import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.application.live.LiveFeed;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.LiveChanges;
import cl.fizko.chat.domain.port.MessageDirectory;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over real sockets, with clients that are slow, many, or gone. */
@Timeout(60)
class LiveStreamsTest {

    private static final long SEED = 20261123;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 1));

    private final FakeChanges changes = new FakeChanges();
    private final List<Connection> connections = new ArrayList<>();
    private int textLength = 5;
    private LiveFeed feed;
    private LiveStreams streams;
    private TestServer server;

    @BeforeEach
    void start() {
        feed = new LiveFeed(changes, new FakeMessages(), new NoConversations());
        feed.start();
        streams = new LiveStreams(feed);
        // Longer than a test may take: a stop that waited for a stream would fail it.
        server = TestServer.with(
                HttpLimitsFixture.with().drain(Duration.ofMinutes(5)).limits(),
                Optional.of(TestServer.ADMIN_KEY),
                new StreamResource(streams, new ChooseCompany(new AnyCompany())));
    }

    @AfterEach
    void stop() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        streams.close();
        server.close();
        feed.close();
    }

    @Test
    void event_comesToEveryClientOfTheCompany_andToNoOther() throws IOException {
        var first = open(1, "");
        var second = open(1, "");
        var stranger = open(2, "");

        publish(1, 7);
        publish(2, 8);

        assertThat(first.nextMessage()).isEqualTo(7);
        assertThat(second.nextMessage()).isEqualTo(7);
        assertThat(stranger.nextMessage()).isEqualTo(8);
    }

    /** What a client does not read is not kept for it, and costs no other client anything. */
    @Test
    void clientThatDoesNotRead_isToldToReadAnew_andDelaysNobody() throws IOException {
        textLength = 4_000;
        var idle = open(1, "");
        var busy = open(1, "");
        for (var i = 0; i < 3_000; i++) {
            publish(1, i);
            assertThat(busy.nextMessage()).isEqualTo(i);
        }

        List<String> events = new ArrayList<>();
        publish(1, 3_000);
        while (idle.nextEvent(events) != 3_000) {
            assertThat(events).as("what it is sent at most").hasSizeLessThan(3_000);
        }
        assertThat(events).contains("resync");
    }

    /** A client that reads nothing, with an event half written, is no reason to wait. */
    @Test
    void stop_whileStreamsAreOpen_waitsForNone() throws IOException {
        textLength = 4_000;
        open(1, "");
        var reading = open(1, "");
        for (var i = 0; i < 2_000; i++) {
            publish(1, i);
            reading.nextMessage();
        }

        streams.close();
        server.close();

        assertThat(reading.endsCleanly()).isTrue();
        assertThat(changes.watchers).isEmpty();
    }

    /** Events that come while a stream is being opened neither break it nor get lost in silence. */
    @Test
    void opening_whileEventsCome_neverBreaksTheStream() throws Exception {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var ends = new AtomicBoolean();
        var publisher = new Thread(() -> {
            for (var i = 0; !ends.get(); i++) {
                publish(1, i);
            }
        });
        publisher.start();
        try {
            for (var round = 0; round < 60; round++) {
                var connection = open(1, random.nextBoolean() ? "Last-Event-ID: 1\r\n" : "");
                var before = connection.nextMessage();
                assertThat(connection.nextMessage()).isGreaterThan(before);
                connection.close();
            }
        } finally {
            ends.set(true);
            publisher.join();
        }
    }

    @Test
    void clientThatLeaves_isForgotten() throws IOException {
        open(1, "").close();
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (var i = 0; !changes.watchers.isEmpty(); i++) {
            assertThat(System.nanoTime()).as("it is forgotten").isLessThan(until);
            publish(1, i);
            Thread.onSpinWait();
        }
    }

    @Test
    void head_opensNothing() throws IOException {
        var head = connect("HEAD", 1, "");
        assertThat(head.head()).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
        assertThat(changes.watchers).isEmpty();
    }

    @Test
    void aKeyHasSoManyStreams_andNoMore() throws IOException {
        for (var i = 0; i < 100; i++) {
            open(1, "");
        }
        var refused = connect("GET", 1, "");
        assertThat(refused.head()).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: ");
    }

    private void publish(long company, long number) {
        changes.publish(Set.of(LiveChanges.Change.of(
                new CompanyId(company), LiveChanges.Kind.MESSAGE, CONVERSATION, new MessageId(new UUID(1, number)))));
    }

    private Connection open(long company, String header) throws IOException {
        var connection = connect("GET", company, header);
        assertThat(connection.head()).startsWith("HTTP/1.1 200");
        return connection;
    }

    private Connection connect(String method, long company, String header) throws IOException {
        var connection = new Connection(server.port);
        connections.add(connection);
        connection.ask(method + " /api/chat/conversations/stream?company=" + company + " HTTP/1.1\r\nHost: here\r\n"
                + "Authorization: Bearer " + TestServer.ADMIN_KEY + "\r\n" + header + "\r\n");
        return connection;
    }

    /** A client with a small buffer, so that what it does not read stays with the server. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Connection(int port) throws IOException {
            socket.setReceiveBufferSize(8 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            lines = new BufferedReader(
                    new InputStreamReader(new Dechunked(socket.getInputStream()), StandardCharsets.UTF_8), 1024);
        }

        void ask(String request) throws IOException {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        }

        String head() throws IOException {
            return Dechunked.line(socket.getInputStream(), "\r\n\r\n");
        }

        /** The number of the next message, whatever comes before it. */
        long nextMessage() throws IOException {
            while (true) {
                var number = nextEvent(new ArrayList<>());
                if (number >= 0) {
                    return number;
                }
            }
        }

        /** The number of the next event's message, less than 0 if it is none; its name is added. */
        long nextEvent(List<String> names) throws IOException {
            while (true) {
                var line = line();
                if (line.startsWith("event: ")) {
                    var name = line.substring("event: ".length());
                    names.add(name);
                    return name.equals("message") ? number(line()) : -1;
                }
            }
        }

        private static long number(String data) {
            var start = data.indexOf("\"id\":\"") + "\"id\":\"".length();
            return UUID.fromString(data.substring(start, start + 36)).getLeastSignificantBits();
        }

        /** Whether it ends as an answer does, after whatever is left. */
        boolean endsCleanly() throws IOException {
            while (lines.readLine() != null) {
                // until the end
            }
            return true;
        }

        private String line() throws IOException {
            var line = lines.readLine();
            if (line == null) {
                throw new IOException("the server has hung up");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The body of an answer whose length nobody knew beforehand (RFC 9112, section 7.1). */
    private static final class Dechunked extends InputStream {
        private final InputStream in;
        private int left;
        private boolean first = true;
        private boolean ended;

        Dechunked(InputStream in) {
            this.in = in;
        }

        /** All up to that end, without it. */
        static String line(InputStream in, String end) throws IOException {
            var text = new StringBuilder();
            while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
                var next = in.read();
                if (next < 0) {
                    throw new EOFException("hung up after: " + text);
                }
                text.append((char) next);
            }
            return text.substring(0, text.length() - end.length());
        }

        @Override
        public int read() throws IOException {
            if (!hasMore()) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (!hasMore()) {
                return -1;
            }
            var read = in.read(into, from, Math.min(left, most));
            left -= Math.max(0, read);
            return read;
        }

        private boolean hasMore() throws IOException {
            if (left == 0 && !ended) {
                if (!first) {
                    line(in, "\r\n");
                }
                first = false;
                left = Integer.parseInt(line(in, "\r\n"), 16);
                ended = left == 0;
            }
            return !ended;
        }
    }

    /** Tells at once, on the thread that publishes. */
    private static final class FakeChanges implements LiveChanges {
        private final List<Watching> watchers = new CopyOnWriteArrayList<>();

        private record Watching(CompanyId company, Watcher watcher) {}

        @Override
        public Watch watch(CompanyId company, Watcher watcher) {
            var watching = new Watching(company, watcher);
            watchers.add(watching);
            return () -> watchers.remove(watching);
        }

        @Override
        public void publish(Collection<Change> changes) {
            for (var watching : watchers) {
                watching.watcher.changed(changes.stream()
                        .filter(change -> change.company().equals(watching.company))
                        .toList());
            }
        }
    }

    /** Has every message that is asked for. */
    private final class FakeMessages implements MessageDirectory {
        @Override
        public List<Message> among(CompanyId company, Collection<MessageId> ids) {
            return ids.stream()
                    .map(id -> new Message(
                            id,
                            CONVERSATION,
                            id.value().getLeastSignificantBits(),
                            Direction.INCOMING,
                            new MessageContent.Text("x".repeat(textLength)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            TestServer.NOW))
                    .toList();
        }

        @Override
        public Page<Message> page(CompanyId company, MessageFilter filter, PageRequest request) {
            throw new UnsupportedOperationException("nobody asks for a list");
        }

        @Override
        public Optional<Page<Message>> page(Scope scope, ConversationId conversation, PageRequest request) {
            throw new UnsupportedOperationException("nobody asks for a list");
        }

        @Override
        public Optional<Message> find(Scope scope, MessageId id) {
            throw new UnsupportedOperationException("nobody asks for one");
        }
    }

    private static final class NoConversations implements ConversationDirectory {
        @Override
        public List<ConversationSummary> among(CompanyId company, Collection<ConversationId> ids) {
            return List.of();
        }

        @Override
        public Page<ConversationSummary> page(CompanyId company, ConversationFilter filter, PageRequest request) {
            throw new UnsupportedOperationException("nobody asks for a list");
        }

        @Override
        public Optional<ConversationSummary> find(Scope scope, ConversationId id) {
            throw new UnsupportedOperationException("nobody asks for one");
        }

        @Override
        public Optional<Held> hold(Scope scope, ConversationId id) {
            throw new UnsupportedOperationException("nobody changes one");
        }

        @Override
        public ConversationSummary change(ConversationId id, ConversationEdit edit) {
            throw new UnsupportedOperationException("nobody changes one");
        }

        @Override
        public Opened open(WhatsAppConfig config, PhoneNumber phone) {
            throw new UnsupportedOperationException("nobody opens one");
        }
    }

    /** Has every company that is named. */
    private static final class AnyCompany implements CompanyRepository {
        @Override
        public Optional<Company> byId(CompanyId id) {
            return Optional.of(new Company(id, "Contadores Andes", Rut.parse("76.192.083-9")));
        }

        @Override
        public Company add(String name, Rut rut) {
            throw new UnsupportedOperationException("nobody adds one");
        }

        @Override
        public List<Company> oldest(int limit) {
            return List.of();
        }

        @Override
        public Optional<Set<String>> disabledAgents(CompanyId id) {
            return Optional.empty();
        }

        @Override
        public boolean setDisabledAgents(CompanyId id, Set<String> disabledAgents) {
            return false;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
