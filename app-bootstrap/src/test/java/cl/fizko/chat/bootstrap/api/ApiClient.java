package cl.fizko.chat.bootstrap.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Calls the API with one key. Every answer is compared with the OpenAPI document, and every refusal is asked for again in
 * Spanish. Thread-safe.
 */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final Optional<String> key;
    private final Map<String, String> headers;
    private final Optional<OpenApiCheck> check;

    private ApiClient(String address, Optional<String> key, Map<String, String> headers, Optional<OpenApiCheck> check) {
        this.address = address;
        this.key = key;
        this.headers = headers;
        this.check = check;
    }

    /** A client without a key. */
    static ApiClient of(String address) {
        var plain = new ApiClient(address, Optional.empty(), Map.of(), Optional.empty());
        var document = plain.get("/openapi.json").is(200).json();
        return new ApiClient(address, Optional.empty(), Map.of(), Optional.of(new OpenApiCheck(document)));
    }

    public ApiClient withKey(String apiKey) {
        return new ApiClient(address, Optional.of(apiKey), headers, check);
    }

    /** The same client with headers on every request. */
    public ApiClient with(String... namesAndValues) {
        var all = new java.util.TreeMap<>(headers);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ApiClient(address, key, all, check);
    }

    public ApiAnswer get(String path) {
        return call("GET", path, Optional.empty());
    }

    public ApiAnswer post(String path, String json) {
        return call("POST", path, Optional.of(json));
    }

    public ApiAnswer post(String path) {
        return call("POST", path, Optional.empty());
    }

    public ApiAnswer put(String path, String json) {
        return call("PUT", path, Optional.of(json));
    }

    public ApiAnswer patch(String path, String json) {
        return call("PATCH", path, Optional.of(json));
    }

    public ApiAnswer call(String method, String path, Optional<String> body) {
        var answer = send(request(method, path, body));
        check.ifPresent(document -> {
            document.check(method, path, answer);
            if (answer.status() >= 400 && answer.status() < 429 && !headers.containsKey("Accept-Language")) {
                SpanishCheck.compare(
                        answer,
                        with("Accept-Language", "es-CL,es;q=0.9,en;q=0.1").call(method, path, body));
            }
        });
        return answer;
    }

    /** A request that is sent otherwise, e.g. to read a stream. */
    HttpRequest request(String method, String path, Optional<String> body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        key.ifPresent(bearer -> request.setHeader("Authorization", "Bearer " + bearer));
        headers.forEach(request::setHeader);
        return request.build();
    }

    private ApiAnswer send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            var json = type.contains("json") && !response.body().isEmpty()
                    ? JSON.readTree(response.body())
                    : MissingNode.getInstance();
            return new ApiAnswer(response.statusCode(), response.headers(), response.body(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
