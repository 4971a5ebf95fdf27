package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kapso's stand-in, its Meta proxy: takes sends on one thread of its own and remembers when each had arrived whole and what it
 * was answered. Read receipts are answered and not counted; every GET gets an empty list.
 *
 * <p>{@link #expect} begins a run; {@link #sends} ends it.
 */
final class KapsoStub implements AutoCloseable {

    private static final byte[] QUOTED = "\"message_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] READ = "\"status\":\"read\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY = answer(200, "OK", "", "{\"data\":[]}");
    private static final byte[] SUCCESS = answer(200, "OK", "", "{\"success\":true}");
    private static final byte[] ERROR_500 = answer(500, "Internal Server Error", "", "{\"error\":\"stub\"}");
    private static final byte[] ERROR_429 =
            answer(429, "Too Many Requests", "Retry-After: 1\r\n", "{\"error\":\"Rate limit exceeded\"}");

    /**
     * How it behaves.
     *
     * @param latencyMillis from the whole request to its answer
     * @param errors500 share of the sends, 0 to 1, that are refused with 500; likewise 429
     */
    record Behaviour(int latencyMillis, double errors500, double errors429, long seed) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Owed(long due, Connection to, byte[] answer) {}

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Behaviour behaviour;
    private final Random random;
    private final Thread thread;
    private final PriorityQueue<Owed> owed = new PriorityQueue<>(Comparator.comparingLong(Owed::due));
    private final AtomicInteger replied = new AtomicInteger();
    private final byte[] received = new byte[16_384];
    private volatile boolean closed;
    private byte[] expected = {};
    private Sends sends = new Sends(0);
    private int answered;

    KapsoStub(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.random = new Random(behaviour.seed());
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::serve, "kapso-stub");
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** From now on counts the replies to the messages of that run. */
    synchronized void expect(String run, int messages) {
        expected = Corpus.idPrefix(run);
        sends = new Sends(messages);
        replied.set(0);
    }

    /** How many sends that quote a message of the run were answered with success, each message counted once. */
    int replied() {
        return replied.get();
    }

    /** What was sent since {@link #expect}. */
    synchronized Sends sends() {
        var all = sends;
        sends = new Sends(0);
        return all;
    }

    /** When the newest send came, in nanoseconds; 0 if none has. */
    synchronized long newest() {
        return sends.newest();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void serve() {
        try {
            while (!closed) {
                var next = owed.peek();
                var wait = next == null ? 100 : TimeUnit.NANOSECONDS.toMillis(next.due() - System.nanoTime());
                if (wait <= 0) {
                    selector.selectNow();
                } else {
                    selector.select(Math.min(wait, 100));
                }
                for (var key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        read((Connection) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
                while (!owed.isEmpty() && owed.peek().due() - System.nanoTime() <= 0) {
                    var due = owed.remove();
                    due.to().answer(due.answer());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in of Kapso has ended", e);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel socket; (socket = server.accept()) != null; ) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ, new Connection(socket));
        }
    }

    private void read(Connection connection) throws IOException {
        var request = connection.request;
        try {
            var length = connection.socket.read(ByteBuffer.wrap(received));
            if (length < 0) {
                connection.socket.close();
                return;
            }
            request.add(received, length);
        } catch (IOException e) {
            connection.socket.close(); // the app is gone, or was killed
            return;
        }
        while (request.whole()) {
            handle(connection, request);
            request.next();
        }
    }

    private void handle(Connection connection, HttpFrame request) throws IOException {
        var line = request.requestLine();
        if (!line.startsWith("POST ") || !line.contains("/messages ")) {
            connection.answer(EMPTY);
            return;
        }
        var from = request.bodyStart();
        var to = request.bodyEnd();
        if (request.find(READ, from, to) >= 0) {
            connection.answer(SUCCESS);
            return;
        }
        var arrived = System.nanoTime();
        var lot = random.nextDouble();
        var status =
                lot < behaviour.errors500() ? 500 : lot < behaviour.errors500() + behaviour.errors429() ? 429 : 200;
        record(request, request.find(QUOTED, from, to), to, arrived, status);
        var answer = status == 500 ? ERROR_500 : status == 429 ? ERROR_429 : accepted(++answered);
        if (behaviour.latencyMillis() > 0) {
            owed.add(new Owed(arrived + TimeUnit.MILLISECONDS.toNanos(behaviour.latencyMillis()), connection, answer));
        } else {
            connection.answer(answer);
        }
    }

    private synchronized void record(HttpFrame request, int quoted, int to, long arrived, int status) {
        var message = quoted < 0 ? -1 : Corpus.messageOf(expected, request.bytes(), quoted, to);
        if (sends.add(message, arrived, status)) {
            replied.incrementAndGet();
        }
    }

    private static byte[] accepted(int number) {
        return answer(
                200,
                "OK",
                "",
                "{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[{\"id\":\"wamid.STUB" + number
                        + "\"}]}");
    }

    private static byte[] answer(int status, String reason, String headers, String body) {
        return ("HTTP/1.1 " + status + " " + reason + "\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Connection {
        private final SocketChannel socket;
        private final HttpFrame request = new HttpFrame();

        private Connection(SocketChannel socket) {
            this.socket = socket;
        }

        /** Answers are shorter than any socket's buffer, and there is one at a time. */
        private void answer(byte[] answer) {
            try {
                if (socket.isOpen() && socket.write(ByteBuffer.wrap(answer)) < answer.length) {
                    socket.close();
                }
            } catch (IOException e) {
                // the app hung up: it will show as lost or doubled, if it is
            }
        }
    }
}
