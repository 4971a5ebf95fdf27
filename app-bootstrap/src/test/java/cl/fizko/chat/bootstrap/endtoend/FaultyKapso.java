package cl.fizko.chat.bootstrap.endtoend;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Kapso's Meta proxy on a bad day: slow, overloaded, failing, and losing answers to sends that it had accepted. It remembers what
 * it accepted and what customers wrote, and shows both as its history. What befalls a send is drawn from the seed, the question
 * that it answers and the number of the attempt, so that it does not depend on what else happens at the time.
 */
final class FaultyKapso implements AutoCloseable {

    /** A send that Kapso took, whether or not it could say so. */
    record Accepted(
            String wamid, String to, String question, String text, String correlation, Instant at, boolean answered) {}

    private enum Fate {
        ACCEPTED,
        SLOW,
        TOO_MANY,
        AWAY,
        IN_FLIGHT,
        BROKEN,
        ANSWER_DROPPED,
        ANSWER_HTML,
        NEVER_ARRIVED
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger counter = new AtomicInteger();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<ObjectNode> written = new ArrayList<>();
    private volatile Consumer<Accepted> whenAccepted = send -> {};

    FaultyKapso(long seed) throws IOException {
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/meta/whatsapp/v24.0";
    }

    /** Told of every send that is taken, on the thread that serves it. */
    void whenAccepted(Consumer<Accepted> action) {
        whenAccepted = action;
    }

    /** A customer's message that the history shows, whatever becomes of its webhook. */
    void remember(String from, String wamid, String text, Instant at) {
        var message = JSON.createObjectNode()
                .put("id", wamid)
                .put("timestamp", Long.toString(at.getEpochSecond()))
                .put("type", "text")
                .put("from", from);
        message.putObject("text").put("body", text);
        message.putObject("kapso")
                .put("direction", "inbound")
                .put("status", "received")
                .put("origin", "cloud_api")
                .put("phone_number", "+" + from);
        synchronized (written) {
            written.add(message);
        }
    }

    /** In the order in which they were taken. */
    List<Accepted> accepted() {
        synchronized (accepted) {
            return List.copyOf(accepted);
        }
    }

    /** The questions whose answer was on its way when the connection broke, so that Kapso never took it. */
    List<String> neverArrived() {
        synchronized (dropped) {
            return List.copyOf(dropped);
        }
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
        var question = body.path("context").path("message_id").asText();
        var attempt =
                attempts.computeIfAbsent(question, key -> new AtomicInteger()).incrementAndGet();
        switch (fate(question, attempt)) {
            case ACCEPTED -> take(exchange, body, question, true);
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(20 + Math.floorMod(question.hashCode(), 80));
                take(exchange, body, question, true);
            }
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                reply(exchange, 429, "{\"error\":\"Rate limit exceeded\"}");
            }
            case AWAY -> reply(exchange, 503, "upstream connect error");
            case IN_FLIGHT -> reply(exchange, 409, "{\"error\":\"a message is still being sent\"}");
            case BROKEN -> reply(exchange, 500, "{\"error\":\"boom\"}");
            case ANSWER_DROPPED -> take(exchange, body, question, false);
            case ANSWER_HTML -> {
                take(exchange, body, question, false);
                reply(exchange, 200, "<html><body>Bad gateway</body></html>");
            }
            case NEVER_ARRIVED -> {
                synchronized (dropped) {
                    dropped.add(question);
                }
            }
        }
    }

    private Fate fate(String question, int attempt) {
        var draw = new Random(seed * 31 + question.hashCode() * 17L + attempt).nextInt(1000);
        if (attempt > 3) {
            return Fate.ACCEPTED;
        }
        if (draw < 700) {
            return Fate.ACCEPTED;
        }
        if (draw < 800) {
            return Fate.SLOW;
        }
        if (draw < 850) {
            return Fate.TOO_MANY;
        }
        if (draw < 890) {
            return Fate.AWAY;
        }
        if (draw < 920) {
            return Fate.IN_FLIGHT;
        }
        // A second failure of this kind would be the end of the message: Kapso fails once in a row here.
        if (draw < 945) {
            return attempt == 1 ? Fate.BROKEN : Fate.ACCEPTED;
        }
        if (draw < 975) {
            return Fate.ANSWER_DROPPED;
        }
        return draw < 995 ? Fate.ANSWER_HTML : Fate.NEVER_ARRIVED;
    }

    private void take(HttpExchange exchange, JsonNode body, String question, boolean answered) throws IOException {
        var send = new Accepted(
                "wamid.OUT" + counter.incrementAndGet(),
                body.path("to").asText().substring(1),
                question,
                body.path("text").path("body").asText(),
                body.path("biz_opaque_callback_data").asText(),
                Instant.now(),
                answered);
        synchronized (accepted) {
            accepted.add(send);
        }
        whenAccepted.accept(send);
        if (answered) {
            reply(
                    exchange,
                    200,
                    "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"%s\"}]}".formatted(send.wamid()));
        }
    }

    /** All of it on one page; the fields that real entries carry beside these are optional. */
    private void history(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().endsWith("/messages")) {
            reply(exchange, 404, "{\"error\":\"not found\"}");
            return;
        }
        var answer = JSON.createObjectNode();
        var data = answer.putArray("data");
        synchronized (written) {
            written.forEach(data::add);
        }
        accepted().forEach(send -> data.add(entry(send)));
        reply(exchange, 200, answer.toString());
    }

    private static ObjectNode entry(Accepted send) {
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
