package cl.fizko.chat.adapter.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Connections that say nothing, or too little, held by a process of its own: so each end has the limit of open files to itself.
 */
final class ManyConnections implements AutoCloseable {

    private static final String READY = "ready";

    private final Process holder;

    private ManyConnections(Process holder) {
        this.holder = holder;
    }

    /** Returns when all of them are open and have said what they will. */
    static ManyConnections to(TestServer server, int count) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var holder = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyConnections.class.getName(),
                        String.valueOf(server.port),
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!READY.equals(line)) {
            holder.destroyForcibly();
            throw new IOException("the connections could not be opened");
        }
        return new ManyConnections(holder);
    }

    /** The holder's process; arguments: port, count. It ends when its input does. */
    public static void main(String[] args) throws IOException {
        var connections = new ArrayList<RawConnection>();
        for (var i = 0; i < Integer.parseInt(args[1]); i++) {
            var connection = RawConnection.to(Integer.parseInt(args[0]));
            connection.send(beginning(i));
            connections.add(connection);
        }
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // until whoever started this is gone
        }
        for (var connection : connections) {
            connection.close();
        }
    }

    /** Nothing; half a head; a head and half a body; half a chunk; the beginning of a longer body. */
    private static String beginning(int number) {
        return switch (number % 5) {
            case 0 -> "";
            case 1 -> "POST /api/chat/webhook/ HTTP/1.1\r\nHost: localhost\r\nX-Sig";
            case 2 -> Webhooks.rawHead("slow-" + number, "Content-Length: 1000") + "{";
            case 3 -> Webhooks.rawHead("slow-" + number, "Transfer-Encoding: chunked") + "5\r\n{";
            default -> Webhooks.rawHead("slow-" + number, "Content-Length: 60000") + "x".repeat(8_000);
        };
    }

    boolean isHolding() {
        return holder.isAlive();
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
