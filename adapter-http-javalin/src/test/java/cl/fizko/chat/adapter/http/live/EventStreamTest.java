package cl.fizko.chat.adapter.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final byte[] RESYNC = bytes("resync;");

    private final Socket socket = new Socket();
    private final EventStream stream = opened();

    /** A stream after the container's first call. */
    private EventStream opened() {
        var opened = new EventStream(socket, RESYNC);
        opened.onWritePossible();
        return opened;
    }

    /** Before its first call the container takes every write for one that may block. */
    @Test
    void beforeTheContainerIsReady_nothingIsWritten() {
        var opening = new EventStream(socket, RESYNC);
        opening.send(bytes("a;"));
        assertThat(socket.sent()).isEmpty();

        opening.onWritePossible();

        assertThat(socket.sent()).isEqualTo("a;");
    }

    @Test
    void events_goOutInOrder_andAreFlushedTogether() {
        stream.send(bytes("a;"));
        stream.send(bytes("b;"));

        assertThat(socket.sent()).isEqualTo("a;b;");
        assertThat(socket.flushed).isEqualTo(socket.written.size());
    }

    @Test
    void whatTheClientDoesNotTake_waits_andGoesOutWhenItDoes() {
        socket.ready = false;
        stream.send(bytes("a;"));
        stream.send(bytes("b;"));
        assertThat(socket.sent()).isEmpty();

        socket.ready = true;
        stream.onWritePossible();

        assertThat(socket.sent()).isEqualTo("a;b;");
    }

    @Test
    void aClientThatReadsTooSlowly_isToldToReload_andNothingPilesUp() {
        socket.ready = false;
        for (int i = 0; i < EventStream.MOST_WAITING * 3; i++) {
            stream.send(bytes(i + ";"));
        }
        socket.ready = true;
        stream.onWritePossible();

        assertThat(socket.sent()).startsWith("resync;").endsWith((EventStream.MOST_WAITING * 3 - 1) + ";");
        assertThat(socket.sent().split(";")).hasSizeLessThanOrEqualTo(EventStream.MOST_WAITING + 1);
    }

    @Test
    void aClientThatIsGone_endsItOnce() {
        var ends = new AtomicInteger();
        stream.afterwards(ends::incrementAndGet);
        socket.broken = true;

        stream.send(bytes("a;"));
        stream.send(bytes("b;"));
        stream.onError(new IOException());

        assertThat(ends).hasValue(1);
        assertThat(stream.ended()).isDone();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A client's socket that may be full or broken. */
    private static final class Socket extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean broken;
        private int flushed;

        String sent() {
            return written.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("the test calls the stream itself");
        }

        @Override
        public void write(int single) throws IOException {
            if (broken) {
                throw new IOException("gone");
            }
            written.write(single);
        }

        @Override
        public void flush() {
            flushed = written.size();
        }
    }
}
