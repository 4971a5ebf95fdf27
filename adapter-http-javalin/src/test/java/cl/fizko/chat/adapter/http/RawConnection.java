package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A connection over which a test says exactly what it wants. */
final class RawConnection implements AutoCloseable {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection to(TestServer server) throws IOException {
        return to(server.port);
    }

    static RawConnection to(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawConnection(socket);
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void sendUtf8(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One answer that has a Content-Length: head and body. */
    String readAnswer() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = CONTENT_LENGTH.matcher(text);
        var body = socket.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return text + new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the server has hung up, with nothing more to say. */
    boolean isClosedByServer() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /** The answer to a request for a path that nobody serves. */
    String askForNothing() throws IOException {
        send("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n");
        return readAnswer();
    }

    /** Until this connection, which is open, gets no more service: that is how a stop begins. */
    void awaitRefusal() throws IOException {
        var status = "";
        do {
            try {
                status = askForNothing();
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return; // closed
            }
        } while (status.startsWith("HTTP/1.1 404"));
        assertThat(status).startsWith("HTTP/1.1 503").contains("application/problem+json", "Retry-After: 10");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
