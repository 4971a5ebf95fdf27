package cl.fizko.chat.bootstrap.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Kapso's Meta proxy, which outlives every node: it takes each send that reaches it, remembers it and what customers wrote, and
 * shows both as its history.
 */
final class KapsoStandIn implements AutoCloseable {

    /**
     * A send that was taken.
     *
     * @param question the id of the message that it quotes
     * @param correlation our own id of it
     */
    record Taken(String wamid, String to, String question, String text, String correlation, Instant at) {}

    /** What to do with a request that has arrived whole, by its number, the first being 1. */
    @FunctionalInterface
    interface Door {
        /** Everybody may come in. */
        Door OPEN = number -> true;

        /** Whether the send is taken; false loses it, with its connection. */
        boolean takes(int number);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<ObjectNode> written = Collections.synchronizedList(new ArrayList<>());
    private volatile long answersAfterMillis;
    private volatile boolean showsWritten;
    private volatile Consumer<Taken> whenTaken = send -> {};
    private volatile Door door = Door.OPEN;

    /** Starts at once. */
    KapsoStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * How it is from now on; the next request is the first one again.
     *
     * @param showsWritten whether its history has what customers wrote; it always has what it took
     */
    void behave(long answersAfterMillis, boolean showsWritten) {
        this.answersAfterMillis = answersAfterMillis;
        this.showsWritten = showsWritten;
        requests.set(0);
        door = Door.OPEN;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/meta/whatsapp/v24.0";
    }

    /** Told of every send that is taken, before it is answered, on the thread that serves it. */
    void whenTaken(Consumer<Taken> action) {
        whenTaken = action;
    }

    void door(Door door) {
        this.door = door;
    }

    /** Waits until that many more requests have come since it {@link #behave behaves} like this; false if they do not come. */
    boolean awaitRequests(int count, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (requests.get() < count) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return true;
    }

    /** In the order in which they were taken. */
    List<Taken> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** A customer's message that the history shows from now on. */
    void remember(String from, String wamid, String text) {
        var message = JSON.createObjectNode()
                .put("id", wamid)
                .put("timestamp", Long.toString(Instant.now().getEpochSecond()))
                .put("type", "text")
                .put("from", from);
        message.putObject("text").put("body", text);
        message.putObject("kapso")
                .put("direction", "inbound")
                .put("status", "received")
                .put("origin", "cloud_api")
                .put("phone_number", "+" + from);
        written.add(message);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                history(exchange);
            } else {
                send(exchange, JSON.readTree(exchange.getRequestBody().readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, JsonNode body) throws IOException, InterruptedException {
        var number = requests.incrementAndGet();
        if (!door.takes(number)) {
            return;
        }
        var send = new Taken(
                "wamid.OUT" + ids.incrementAndGet(),
                body.path("to").asText().substring(1),
                body.path("context").path("message_id").asText(),
                body.path("text").path("body").asText(),
                body.path("biz_opaque_callback_data").asText(),
                Instant.now());
        taken.add(send);
        whenTaken.accept(send);
        TimeUnit.MILLISECONDS.sleep(answersAfterMillis);
        reply(
                exchange,
                200,
                "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"%s\"}]}".formatted(send.wamid()));
    }

    private void history(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().endsWith("/messages")) {
            reply(exchange, 404, "{\"error\":\"not found\"}");
            return;
        }
        var answer = JSON.createObjectNode();
        var data = answer.putArray("data");
        if (showsWritten) {
            synchronized (written) {
                written.forEach(data::add);
            }
        }
        taken().forEach(send -> data.add(entry(send)));
        reply(exchange, 200, answer.toString());
    }

    private static ObjectNode entry(Taken send) {
        var message = JSON.createObjectNode()
                .put("id", send.wamid())
                .put("timestamp", Long.toString(send.at().getEpochSecond()))
                .put("type", "text")
                .put("to", send.to());
        message.putObject("text").put("body", send.text());
        message.putObject("context").put("id", send.question());
        message.putObject("kapso")
                .put("direction", "outbound")
                .put("status", "sent")
                .put("origin", "cloud_api")
                .put("phone_number", "+" + send.to());
        return message;
    }

    private static void reply(HttpExchange exchange, int code, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
