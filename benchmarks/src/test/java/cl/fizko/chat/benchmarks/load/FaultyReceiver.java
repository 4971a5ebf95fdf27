package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stands in for the app, with faults that are known: answers each genuine delivery and replies to it, on a thread a connection. */
final class FaultyReceiver implements AutoCloseable {

    /**
     * Which messages, by number, go wrong and how.
     *
     * @param held replied to after the reply to the next message of the same connection
     * @param refused answered 503
     * @param remembers whether a delivery that comes again is not replied to again
     */
    record Faults(IntPredicate lost, IntPredicate doubled, IntPredicate held, IntPredicate refused, boolean remembers) {

        static Faults none() {
            return new Faults(n -> false, n -> false, n -> false, n -> false, true);
        }

        Faults losing(IntPredicate which) {
            return new Faults(which, doubled, held, refused, remembers);
        }

        Faults doubling(IntPredicate which) {
            return new Faults(lost, which, held, refused, remembers);
        }

        Faults holding(IntPredicate which) {
            return new Faults(lost, doubled, which, refused, remembers);
        }

        Faults refusing(IntPredicate which) {
            return new Faults(lost, doubled, held, which, remembers);
        }

        Faults forgetful() {
            return new Faults(lost, doubled, held, refused, false);
        }
    }

    static final String SECRET = "self-test";
    private static final Pattern NUMBER = Pattern.compile("\"id\":\"(wamid\\.LOADL\\.(\\d+))\"");
    private static final Pattern HEADER = Pattern.compile("(?m)^([\\w-]+): (.*)$");

    private final Phaser replying = new Phaser(1);
    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Faults faults;
    private final int kapsoPort;

    FaultyReceiver(Faults faults, int kapsoPort) throws IOException {
        this.faults = faults;
        this.kapsoPort = kapsoPort;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Until every connection has ended, and with it its last reply. */
    void awaitReplies() {
        replying.arriveAndAwaitAdvance();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                replying.register();
                start(() -> {
                    try {
                        serve(socket);
                    } finally {
                        replying.arriveAndDeregister();
                    }
                });
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket;
                var kapso = new Socket(InetAddress.getLoopbackAddress(), kapsoPort)) {
            var request = new HttpFrame();
            var held = "";
            while (receive(socket, request)) {
                var body = new String(
                        request.bytes(),
                        request.bodyStart(),
                        request.bodyEnd() - request.bodyStart(),
                        StandardCharsets.UTF_8);
                var headers = headers(request);
                var found = NUMBER.matcher(body);
                if (!found.find() || !signature(body).equals(headers.get("X-Webhook-Signature"))) {
                    answer(socket, 401);
                    request.next();
                    continue;
                }
                request.next();
                var n = Integer.parseInt(found.group(2));
                if (faults.refused().test(n)) {
                    answer(socket, 503);
                    continue;
                }
                answer(socket, 200);
                var isNew = known.add(headers.get("X-Idempotency-Key"));
                if (faults.lost().test(n) || (!isNew && faults.remembers())) {
                    continue;
                }
                if (faults.held().test(n)) {
                    held = found.group(1);
                    continue;
                }
                reply(kapso, found.group(1));
                if (faults.doubled().test(n)) {
                    reply(kapso, found.group(1));
                }
                if (!held.isEmpty()) {
                    reply(kapso, held);
                    held = "";
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean receive(Socket socket, HttpFrame frame) throws IOException {
        var bytes = new byte[4096];
        while (!frame.whole()) {
            var length = socket.getInputStream().read(bytes);
            if (length < 0) {
                return false;
            }
            frame.add(bytes, length);
        }
        return true;
    }

    private static Map<String, String> headers(HttpFrame request) {
        var head = new String(Arrays.copyOf(request.bytes(), request.bodyStart()), StandardCharsets.US_ASCII);
        var headers = new HashMap<String, String>();
        HEADER.matcher(head).results().forEach(header -> headers.put(header.group(1), header.group(2)));
        return headers;
    }

    private static void answer(Socket socket, int status) throws IOException {
        var answer = "HTTP/1.1 " + status + " Some Reason\r\nContent-Length: 2\r\n\r\n{}";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static void reply(Socket kapso, String quoted) throws IOException {
        var body = "{\"messaging_product\":\"whatsapp\",\"context\":{\"message_id\":\"" + quoted
                + "\"},\"to\":\"56910000000\",\"type\":\"text\",\"text\":{\"body\":\"respuesta\"}}";
        var request = "POST /meta/whatsapp/v24.0/109900000000001/messages HTTP/1.1\r\nHost: kapso\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body;
        kapso.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        receive(kapso, new HttpFrame());
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
