package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that a person of the company sends through the API, from the request to the customer's handset. */
class StaffMessageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API_KEY = "clave-de-administrador-para-pruebas";
    private static final String CUSTOMER = "56955500303";
    private static final String SAID = "Le llamo en un rato";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path dataDir;

    @Test
    void messageWithinTheWindow_leavesOnce_andItsFateIsSeen() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.startImpatient(dataDir, kapso.baseUrl(), Map.of("CHAT_ADMIN_API_KEY", API_KEY))) {
            app.deliver(KapsoWebhooks.received(CUSTOMER, "wamid.in", "hola"));
            kapso.awaitSendsTo(CUSTOMER, 1, SOON);
            var company = app.stored().number("select company_id from whatsapp_conversations");

            var queued = send(app, company);
            var again = send(app, company);

            assertThat(queued.path("status").asText()).isEqualTo("queued");
            assertThat(again).isEqualTo(queued);
            var sent = kapso.awaitSendsTo(CUSTOMER, 2, SOON).get(1);
            assertThat(sent.text()).isEqualTo(SAID);
            var id = queued.path("message_id").asText();
            assertThat(sent.correlation()).isEqualTo(id);

            app.deliver(KapsoWebhooks.status(CUSTOMER, sent.wamid(), "delivered"));
            app.stored().await("select status from whatsapp_messages where id = '" + id + "'", "delivered");

            var message =
                    json(request(app, "messages/" + id + "/?company=" + company).GET(), 200);
            assertThat(message.path("status").asText()).isEqualTo("delivered");
            assertThat(message.path("external_id").asText()).isEqualTo(sent.wamid());
            assertThat(message.path("is_auto_response").asBoolean()).isFalse();
            assertThat(kapso.sends())
                    .extracting(KapsoDouble.Send::text)
                    .filteredOn(SAID::equals)
                    .hasSize(1);
        }
    }

    /** The provider is never asked, and nothing is left that could leave later. */
    @Test
    void messageToWhoNeverWrote_isRefusedBeforeAnyCall() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.startImpatient(dataDir, kapso.baseUrl(), Map.of("CHAT_ADMIN_API_KEY", API_KEY))) {
            var company = app.stored().number("select company_id from whatsapp_configs where provider = 'kapso'");

            var problem = json(post(app, company), 409);

            assertThat(problem.path("type").asText()).endsWith(":window-closed");
            assertThat(List.of("whatsapp_messages", "whatsapp_conversations", "contacts", "idempotent_requests"))
                    .allSatisfy(table -> assertThat(app.stored().number("select count(*) from " + table))
                            .as(table)
                            .isZero());
            assertThat(kapso.sends()).isEmpty();
        }
    }

    private JsonNode send(TestApp app, long company) throws Exception {
        return json(post(app, company), 202);
    }

    private static HttpRequest.Builder post(TestApp app, long company) {
        return request(app, "send-message/?company=" + company)
                .header("Idempotency-Key", "llamada-1")
                .POST(BodyPublishers.ofString("{\"phone_number\":\"9 5550 0303\",\"message\":\"" + SAID + "\"}"));
    }

    private static HttpRequest.Builder request(TestApp app, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/chat/" + path))
                .timeout(SOON)
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json");
    }

    private JsonNode json(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
