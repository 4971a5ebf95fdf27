package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.api.ApiRoutes;
import cl.fizko.chat.adapter.http.api.CompanyChoice;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The real server on a free port of the loopback interface, and a client of it. */
final class TestServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ADMIN_KEY = "an-administrators-key-for-the-tests";

    static final Caller ADMINISTRATOR = new Caller(Optional.empty(), Scope.everyCompany(), Role.ADMIN);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final HttpServer server;
    final int port;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(HttpServer server) {
        this.server = server;
        this.port = server.start(HOST, 0);
    }

    static TestServer with(HttpLimits limits, Optional<String> adminKey, Routes... routes) {
        return with(limits, EdgeSettings.none(), adminKey, routes);
    }

    static TestServer with(EdgeSettings edge, Routes... routes) {
        return with(HttpLimits.defaults(), edge, Optional.of(ADMIN_KEY), routes);
    }

    static TestServer with(HttpLimits limits, EdgeSettings edge, Optional<String> adminKey, Routes... routes) {
        Authentication keys = key -> adminKey.equals(Optional.of(key)) ? Optional.of(ADMINISTRATOR) : Optional.empty();
        return new TestServer(new HttpServer(List.of(routes), keys, limits, edge));
    }

    static TestServer with(HttpLimits limits, Optional<String> adminKey, Resource... resources) {
        return with(limits, adminKey, routes(limits, resources));
    }

    static TestServer with(Resource... resources) {
        return with(routes(HttpLimits.defaults(), resources));
    }

    static Routes routes(HttpLimits limits, Resource... resources) {
        CompanyChoice company = (caller, named) -> caller.scope().company().or(() -> named);
        var bodies = new RequestBodies(limits.requestBytes(), 1, limits.bodyDeadline());
        return new ApiRoutes(List.of(resources), company, bodies);
    }

    static TestServer with(Routes... routes) {
        return with(HttpLimits.defaults(), Optional.of(ADMIN_KEY), routes);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path))
                .timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    @Override
    public void close() {
        server.close();
    }
}
