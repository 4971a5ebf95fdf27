package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection, over which requests of its lane go, one at a time; opened again when it was closed. */
final class LoadConnection {

    private static final int NONE = -1;

    private final Corpus corpus;
    private final Deliveries deliveries;
    private final Lane lane;
    private final int node;
    private final InetSocketAddress address;
    private final HttpFrame answer = new HttpFrame();
    private final byte[] received = new byte[8192];
    private final ByteBuffer in = ByteBuffer.wrap(received);
    private ByteBuffer out = ByteBuffer.allocateDirect(8192);
    private int current = NONE;
    private @Nullable Selector selector;
    private @Nullable SocketChannel channel;

    /** @param node the number of the one that listens at that address */
    LoadConnection(Corpus corpus, Deliveries deliveries, Lane lane, int node, InetSocketAddress address) {
        this.corpus = corpus;
        this.deliveries = deliveries;
        this.lane = lane;
        this.node = node;
        this.address = address;
    }

    void open(Selector selector) {
        this.selector = selector;
        connect();
    }

    Lane lane() {
        return lane;
    }

    boolean isDone() {
        return current == NONE && !lane.hasNext();
    }

    boolean isFree() {
        return current == NONE;
    }

    /**
     * Begins the next request of its lane; a connection that cannot be had is an answer too.
     *
     * @param now when, in nanoseconds
     */
    void sendNext(long due, long now) {
        current = lane.next();
        deliveries.node[current] = (byte) node;
        deliveries.due[current] = due;
        deliveries.sent[current] = now;
        try {
            if (channel == null) {
                connect();
            }
            if (corpus.length(current) > out.capacity()) {
                out = ByteBuffer.allocateDirect(corpus.length(current));
            }
            out.clear();
            corpus.read(current, out);
            out.flip();
            write();
        } catch (IOException | UncheckedIOException e) {
            finish(Deliveries.UNANSWERED);
            drop();
        }
    }

    /** Goes on with what the socket is ready for. */
    void proceed() {
        var socket = channel;
        if (socket == null) {
            return;
        }
        try {
            if (out.hasRemaining()) {
                write();
            }
            for (int length; (length = socket.read(in.clear())) != 0; ) {
                if (length < 0) {
                    broken();
                    return;
                }
                answer.add(received, length);
                if (current != NONE && answer.whole()) {
                    var closes = answer.closes();
                    finish(answer.status());
                    answer.next();
                    if (closes) {
                        drop();
                    }
                    return;
                }
            }
        } catch (IOException e) {
            broken();
        }
    }

    void giveUpBefore(long time) {
        if (current != NONE && deliveries.sent[current] - time < 0) {
            finish(Deliveries.TIMED_OUT);
            drop();
        }
    }

    void close() {
        drop();
    }

    private void broken() {
        if (current != NONE) {
            finish(Deliveries.UNANSWERED);
        }
        drop();
    }

    private void finish(int status) {
        deliveries.answered[current] = System.nanoTime();
        deliveries.status[current] = (short) status;
        current = NONE;
    }

    private void connect() {
        if (selector == null) {
            throw new IllegalStateException("not opened");
        }
        try {
            var socket = SocketChannel.open(address);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ, this);
            channel = socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        var socket = channel;
        if (socket == null) {
            return;
        }
        socket.write(out);
        var key = socket.keyFor(selector);
        if (key != null) {
            var ops = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != ops) {
                key.interestOps(ops);
            }
        }
    }

    private void drop() {
        answer.clear();
        out.clear().limit(0);
        var socket = channel;
        channel = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
