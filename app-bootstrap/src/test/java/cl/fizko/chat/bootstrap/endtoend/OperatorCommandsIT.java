package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with templates and failed deliveries, beside a running app on the embedded database. */
class OperatorCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADMIN_KEY = "clave-de-administrador-de-prueba-0123456789";

    @TempDir
    private Path dataDir;

    private record Result(int exitCode, String out, String err) {}

    @Test
    void templates_areSetUpOnce_submittedOnceThereIsAToken_keptWhenEdited_andRestoredByForce() throws Exception {
        try (var desk = new TemplateDesk();
                var serve = ServeProcess.start(environment(desk, 0))) {
            var beside = environment(desk, serve.port());
            var first = run(beside, "setup-whatsapp-templates", "--company-id=1");
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out())
                    .containsPattern("recordatorio_f29 +stored")
                    .containsPattern("encuesta +stored")
                    .contains("only stored");

            run(
                    beside,
                    "create_config",
                    "--company_id=1",
                    "--phone_number_id=" + KapsoWebhooks.LINE,
                    "--business_account_id=209900000000001",
                    "--phone_number=+56955500001",
                    "--api_token=una-clave");
            desk.refuses("encuesta");
            var refused = run(beside, "setup_whatsapp_templates", "--company_id=1", "--json");
            assertThat(refused.exitCode()).isEqualTo(1);
            var encuesta = JSON.readTree(refused.out()).path("templates").path(7);
            assertThat(encuesta.path("name").asText()).isEqualTo("encuesta");
            assertThat(encuesta.path("stored").asText()).isEqualTo("unchanged");
            assertThat(encuesta.path("providers").path(0).path("reason").asText())
                    .isEqualTo("meta:100/2388293, the body has too many gaps for the length of its text");
            assertThat(desk.taken()).hasSize(7);
            assertThat(desk.taken()
                            .get(0)
                            .path("components")
                            .path(0)
                            .path("example")
                            .toString())
                    .contains("\"param_name\":\"vencimiento\",\"example\":\"lunes 21 de diciembre de 2026\"");

            desk.refuses();
            assertThat(run(beside, "setup_whatsapp_templates", "--company_id=1").exitCode())
                    .isZero();
            assertThat(desk.taken()).hasSize(8);
            var again = run(beside, "setup_whatsapp_templates", "--company_id=1");
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("known, pending").endsWith("nothing to do" + System.lineSeparator());

            edit(serve.port(), "bienvenida", "Hola {{nombre}}, te saluda el equipo de {{empresa}} desde Temuco");
            var edited = run(beside, "setup_whatsapp_templates", "--company_id=1");
            assertThat(edited.exitCode()).isZero();
            assertThat(edited.out())
                    .containsPattern("bienvenida +edited by the company, kept")
                    .contains("nothing to do; --force restores bienvenida");
            assertThat(run(beside, "setup_whatsapp_templates", "--company_id=1", "--force", "--dry_run")
                            .out())
                    .containsPattern("bienvenida +would be restored");
            var forced = run(beside, "setup_whatsapp_templates", "--company_id=1", "--force");
            assertThat(forced.out()).containsPattern("bienvenida +restored").containsPattern("encuesta +unchanged");
            assertThat(template(serve.port(), "bienvenida").path("content").asText())
                    .contains("responde BAJA");
            assertThat(desk.taken()).hasSize(8);

            var unknown = run(beside, "setup_whatsapp_templates", "--company_id=9");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("there is no company 9").doesNotContain("\tat ");
            assertThat(serve.terminate()).isZero();
        }
    }

    @Test
    void aFailedDelivery_isListedShownAndApplied_onceItsNumberIsConnected() throws Exception {
        try (var desk = new TemplateDesk();
                var serve = ServeProcess.start(environment(desk, 0))) {
            var beside = environment(desk, serve.port());
            assertThat(run(beside, "webhook_events", "retry", "--all-failed").out())
                    .contains("0 found, 0 settled, 0 left");
            deliver(serve.port(), KapsoWebhooks.received("56955500123", "wamid.UNO", "hola, ¿cuándo vence el F29?"));

            var listed = run(beside, "webhook-events", "list", "--unassigned", "--json");
            assertThat(listed.out().lines()).hasSize(1);
            var event = JSON.readTree(listed.out());
            assertThat(event.path("status").asText()).isEqualTo("quarantined");
            assertThat(event.path("reason").asText()).contains(KapsoWebhooks.LINE);
            assertThat(run(beside, "webhook_events", "list", "--company_id=1", "--status=any")
                            .out()
                            .lines())
                    .hasSize(1); // the head alone

            var id = event.path("id").asText();
            assertThat(run(beside, "webhook_events", "show", id).out())
                    .contains("quarantined")
                    .doesNotContain("F29")
                    .doesNotContain("56955500123");
            assertThat(run(beside, "webhook_events", "show", id, "--body").out())
                    .contains("¿cuándo vence el F29?");
            var unknown = run(beside, "webhook_events", "show", "00000000-0000-7000-8000-000000000000");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("there is no delivery").doesNotContain("\tat ");

            var tooEarly = run(beside, "webhook_events", "retry", id, "--json");
            assertThat(tooEarly.exitCode()).isEqualTo(1);
            assertThat(JSON.readTree(tooEarly.out()).path("status").asText()).isEqualTo("quarantined");
            var left = run(beside, "webhook_events", "retry", "--all-failed");
            assertThat(left.exitCode()).isEqualTo(1);
            assertThat(left.out()).contains(id).contains("1 found, 0 settled, 1 left");

            run(
                    beside,
                    "create_config",
                    "--company_id=1",
                    "--phone_number_id=" + KapsoWebhooks.LINE,
                    "--phone_number=+56955500001");
            var all = run(beside, "webhook_events", "retry", "--all-failed", "--json");
            assertThat(all.exitCode()).as(all.out()).isZero();
            assertThat(JSON.readTree(all.out()).toString()).isEqualTo("{\"found\":1,\"settled\":1,\"left\":[]}");
            var again = run(beside, "webhook_events", "retry", id);
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("applied: it was not quarantined");
            assertThat(run(beside, "webhook_events", "retry", id, "--unassigned")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(run(beside, "webhook_events", "retry").exitCode()).isEqualTo(2);
            assertThat(run(beside, "webhook_events", "list", "--status=roto").exitCode())
                    .isEqualTo(2);
            assertThat(serve.terminate()).isZero();
        }
    }

    private Map<String, String> environment(TemplateDesk desk, int port) {
        return new HashMap<>(Map.of(
                "DATA_DIR",
                dataDir.toString(),
                "HTTP_PORT",
                String.valueOf(port),
                "KAPSO_API_BASE_URL",
                desk.baseUrl(),
                "WHATSAPP_WEBHOOK_SECRET",
                KapsoWebhooks.SECRET,
                "CHAT_ADMIN_API_KEY",
                ADMIN_KEY));
    }

    private static void edit(int port, String name, String content) throws Exception {
        var id = template(port, name).path("id").asText();
        var answer = call(HttpRequest.newBuilder(api(port, "templates/" + id + "/"))
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("content", content)))));
        assertThat(answer.path("content").asText()).isEqualTo(content);
    }

    private static JsonNode template(int port, String name) throws Exception {
        var found = call(HttpRequest.newBuilder(api(port, "templates/?company=1&name=" + name)));
        return found.path("results").path(0);
    }

    private static URI api(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/chat/" + path);
    }

    private static JsonNode call(HttpRequest.Builder request) throws Exception {
        request.header("Authorization", "Bearer " + ADMIN_KEY).header("Content-Type", "application/json");
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void deliver(int port, KapsoWebhooks.Delivery delivery) throws Exception {
        var request = HttpRequest.newBuilder(api(port, "webhook/kapso/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("quarantined");
    }

    private Result run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        var err = Files.createTempFile(dataDir, "err", ".txt");
        var process = ServeProcess.command(environment, args)
                .redirectError(err.toFile())
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var exitCode = process.waitFor();
        return new Result(exitCode, out, Files.readString(err));
    }
}
