package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.health.HealthResource;
import cl.fizko.chat.adapter.http.health.ReadinessCheck;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthResourceTest {

    private final AtomicBoolean database = new AtomicBoolean(true);
    private final List<ReadinessCheck> checks =
            List.of(ReadinessCheck.needed("database", database::get), ReadinessCheck.needed("workers", () -> true));

    @Test
    void live_isUpWhateverTheChecksSay() throws Exception {
        database.set(false);
        try (var server = TestServer.with(new HealthResource(checks))) {
            var answer = server.get("/health/live");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void ready_followsItsChecks() throws Exception {
        try (var server = TestServer.with(new HealthResource(checks))) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);

            database.set(false);
            var answer = server.get("/health/ready/");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"down\",\"checks\":{\"database\":\"down\",\"workers\":\"up\"}}");
        }
    }

    @Test
    void ready_toHead_isTheSameStatus() throws Exception {
        database.set(false);
        try (var server = TestServer.with(new HealthResource(checks))) {
            var answer = server.send(server.request("/health/ready").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    @Test
    void ready_checkThatThrows_isDownAndShowsNothing() throws Exception {
        var broken = ReadinessCheck.needed("database", () -> {
            throw new IllegalStateException("password=hunter2");
        });
        try (var server = TestServer.with(new HealthResource(List.of(broken)));
                var log = LogCapture.of(HealthResource.class)) {
            var answer = server.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"status\":\"down\",\"checks\":{\"database\":\"down\"}}");
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line).contains("name=database").doesNotContain("hunter2"));
        }
    }

    @Test
    void ready_whatIsOnlyShown_takesNobodyOutOfService() throws Exception {
        var shown = List.of(
                ReadinessCheck.needed("database", () -> true),
                ReadinessCheck.shown("providers", () -> false),
                ReadinessCheck.shown("webhooks", () -> {
                    throw new IllegalStateException("unknown");
                }));
        try (var server = TestServer.with(new HealthResource(shown))) {
            var answer = server.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"degraded\",\"checks\":{\"database\":\"up\",\"providers\":\"degraded\","
                            + "\"webhooks\":\"degraded\"}}");
        }
    }

    @Test
    void live_processThatOnlyAStartCanHelp_isDown() throws Exception {
        try (var server = TestServer.with(new HealthResource(() -> false, List.of()))) {
            var answer = server.get("/health/live");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"status\":\"down\"}");
        }
    }
}
