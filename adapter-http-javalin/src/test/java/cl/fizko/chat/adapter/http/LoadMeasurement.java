package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Measures the server from outside, in a process of its own: requests a second and its CPU time per request, for a route that
 * does nothing, for a refused delivery and for an accepted one (over a store that forgets). Not a test: run its {@code main} on
 * the test class path, arguments: connections (64), seconds a round (5).
 */
final class LoadMeasurement {

    private static final int ROUNDS = 3;
    private static final String BODY = "{\"message\":\"" + "x".repeat(1200) + "\"}";

    private LoadMeasurement() {}

    /** Serves, when it is called with {@code serve}; else starts a process that does, and loads it. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("serve")) {
            serve();
        } else {
            var connections = args.length > 0 ? Integer.parseInt(args[0]) : 64;
            var time = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 5);
            measure(connections, time);
        }
    }

    private static void serve() throws IOException {
        Inbox forgetful = entry -> new Inbox.Receipt(WebhookEventStatus.IGNORED, Set.of());
        Routes nothing = routes -> routes.get(
                "/nothing", ctx -> Answers.send(ctx.res(), 200, Answers.JSON, new byte[] {'1'}), Access.PUBLIC);
        var limits = HttpLimits.defaults();
        var routes = List.of(nothing, TestServer.routes(limits, Webhooks.routes(forgetful, limits)));
        var server = new HttpServer(routes, key -> Optional.empty(), limits, EdgeSettings.none());
        System.out.println(server.start(TestServer.HOST, 0));
        while (System.in.read() >= 0) {
            // until whoever started this is gone
        }
        server.close();
    }

    private static void measure(int connections, Duration time) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMeasurement.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = server.inputReader(StandardCharsets.UTF_8)) {
            var port = Integer.parseInt(out.readLine());
            var signature = "X-Signature: " + FakeProvider.SECRET.reveal();
            for (var round = 0; round < ROUNDS; round++) {
                load("nothing ", server, port, connections, time, "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n");
                load("refused ", server, port, connections, time, post("X-Signature: wrong"));
                load("accepted", server, port, connections, time, post(signature));
            }
        } finally {
            server.destroy();
        }
    }

    /** With the headers that Kapso sends. */
    private static String post(String signature) {
        return "POST /api/chat/webhook HTTP/1.1\r\nHost: chat.example\r\nUser-Agent: kapso\r\nAccept: */*\r\n"
                + "Content-Type: application/json\r\nX-Webhook-Event: whatsapp.message.received\r\n"
                + "X-Webhook-Payload-Version: v2\r\nX-Idempotency-Key: 5d0c6a1e-0000-4000-8000-000000000000\r\n"
                + signature + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    }

    private static void load(String name, Process server, int port, int connections, Duration time, String request)
            throws Exception {
        var clients = Executors.newFixedThreadPool(connections);
        try {
            var cpu = cpu(server);
            var start = System.nanoTime();
            Callable<Integer> client = () -> client(port, start + time.toNanos(), request);
            var tasks = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < connections; i++) {
                tasks.add(client);
            }
            var done = 0;
            for (var count : clients.invokeAll(tasks)) {
                done += count.get();
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            var micros = cpu(server).minus(cpu).toNanos() / 1e3 / done;
            System.out.printf("%s %8.0f requests/s, %6.1f CPU us/request%n", name, done / seconds, micros);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private static int client(int port, long until, String request) throws IOException {
        var bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        var count = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[4096];
            socket.getOutputStream().write(bytes);
            var length = in.read(answer); // short enough to come in one piece, and always the same
            for (; System.nanoTime() - until < 0; count++) {
                socket.getOutputStream().write(bytes);
                in.readFully(answer, 0, length);
            }
        }
        return count;
    }
}
