package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Clients that hold a connection and say nothing, or say it slowly, take nothing from those who deliver. As many as
 * {@code -Dconnections=10000} says; each needs two file descriptors of this process.
 */
class ManyConnectionsTest {

    private static final int CONNECTIONS = Integer.getInteger("connections", 1_000);

    @Test
    void idleAndSlowClients_doNotStopTheWebhook() throws Exception {
        var inbox = new FakeInbox();
        List<SocketChannel> held = new ArrayList<>();
        try (var server = Webhooks.server(inbox, HttpLimits.defaults())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                held.add(connect(server, i));
            }

            for (int i = 0; i < 50; i++) {
                assertThat(server.send(Webhooks.delivery(server, "key-" + i)).statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(held).allMatch(SocketChannel::isConnected);
        } finally {
            for (var channel : held) {
                channel.close();
            }
        }
    }

    /** A third says nothing, a third stops in the head, a third in the body. */
    private static SocketChannel connect(TestServer server, int number) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        var said = switch (number % 3) {
            case 0 -> "";
            case 1 -> "POST /api/chat/webhook HTTP/1.1\r\nHost: ";
            default -> Webhooks.rawHead("slow-" + number, "Content-Length: 1000") + "{";
        };
        var bytes = ByteBuffer.wrap(said.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return channel;
    }
}
