package cl.fizko.chat.bootstrap.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The templates of a business account at Kapso's Meta proxy, on loopback: takes in what it is not told to refuse. */
final class TemplateDesk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> taken = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    TemplateDesk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/meta/whatsapp/v24.0";
    }

    void refuses(String... names) {
        refused.clear();
        refused.addAll(List.of(names));
    }

    /** What it took in, as it was submitted. */
    List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().endsWith("/message_templates")) {
                reply(exchange, 200, "{\"data\":[]}"); // remembers no messages
            } else if (exchange.getRequestMethod().equals("GET")) {
                reply(exchange, 200, list());
            } else {
                take(exchange, JSON.readTree(exchange.getRequestBody().readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange, JsonNode template) throws IOException {
        var name = template.path("name").asText();
        var isThere =
                taken().stream().anyMatch(other -> other.path("name").asText().equals(name));
        if (isThere || refused.contains(name)) {
            reply(
                    exchange,
                    400,
                    "{\"error\":{\"message\":\"Invalid parameter\",\"code\":100,\"error_subcode\":2388293}}");
        } else {
            taken.add(template);
            reply(
                    exchange,
                    200,
                    "{\"id\":\"%d\",\"status\":\"PENDING\",\"category\":\"%s\"}"
                            .formatted(taken.size(), template.path("category").asText()));
        }
    }

    private String list() {
        var data = JSON.createObjectNode();
        var rows = data.putArray("data");
        for (var template : taken()) {
            var row = rows.addObject()
                    .put("id", "id-" + template.path("name").asText())
                    .put("status", "PENDING");
            template.properties().forEach(field -> row.set(field.getKey(), field.getValue()));
        }
        return data.toString();
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
    }
}
