package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingApiTest {

    private static final String SEND_MESSAGE = "/api/chat/send-message/";
    private static final String SEND_TEMPLATE = "/api/chat/send-template/";
    private static final String CUSTOMER = "+56987650001";

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private TestCompany company;

    @BeforeEach
    void newCompany() {
        company = API.newCompany();
    }

    @Test
    void withinTheWindow_aTextIsTaken() {
        API.receive(company, CUSTOMER, "hola");

        var answer = post(SEND_MESSAGE, "{\"phone_number\":\"9 8765 0001\",\"message\":\"Le llamo en un rato\"}")
                .is(202);

        assertThat(answer.at("status").asText()).isEqualTo("queued");
        assertThat(answer.header("Location"))
                .hasValue("/api/chat/messages/" + answer.at("message_id").asText() + "/");
    }

    @Test
    void outsideTheWindow_aTextIsRefusedWithTheTemplatesThatMayBeSent() {
        newTemplate("recordatorio", "Hola {{nombre}}, vence el {{dia}}");

        var never = post(SEND_MESSAGE, "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"hola\"}")
                .isProblem(409, "window-closed");

        assertThat(never.at("window_expires_at").isNull()).isTrue();
        assertThat(never.at("templates").path(0).path("name").asText()).isEqualTo("recordatorio");
        assertThat(never.at("templates").path(0).path("variables").toString()).isEqualTo("[\"nombre\",\"dia\"]");
    }

    @Test
    void anApprovedTemplate_isTakenAtAnyTime_andAMissingVariableIsNamed() {
        newTemplate("recordatorio", "Hola {{nombre}}, vence el {{dia}}");

        post(SEND_TEMPLATE, template("{\"nombre\":\"Ana\",\"dia\":\"20\"}")).is(202);
        var missing = post(SEND_TEMPLATE, template("{\"nombre\":\"Ana\"}")).isProblem(422, "missing-variables");
        assertThat(missing.at("errors").path("variables.dia").path(0).asText()).isEqualTo("is required");
        post(SEND_TEMPLATE, template("{\"nombre\":\"Ana\",\"dia\":\"20\",\"hora\":\"9\"}"))
                .refuses("variables.hora");
        post(SEND_TEMPLATE, template("{\"nombre\":\"A\\nB\",\"dia\":\"20\"}")).refuses("variables.nombre");
    }

    @Test
    void unknownAndInactiveTemplates_areProblemsOfTheirOwn() {
        post(SEND_TEMPLATE, template("{}")).isProblem(422, "unknown-template");

        var id = newTemplate("recordatorio", "Hola").at("id").asText();
        API.platform()
                .patch("/api/chat/templates/" + id + "/", "{\"is_active\":false}")
                .is(200);
        post(SEND_TEMPLATE, template("{}")).isProblem(409, "template-inactive");
        post(SEND_TEMPLATE, "{\"phone_number\":\"" + CUSTOMER + "\",\"template_id\":\"" + id + "\"}")
                .isProblem(409, "template-inactive");
    }

    @Test
    void whoOptedOut_isWrittenToNoMore() {
        newTemplate("recordatorio", "Hola");
        API.receive(company, CUSTOMER, "STOP");
        API.await(() -> post(SEND_TEMPLATE, template("{}")).status() == 409);

        post(SEND_TEMPLATE, template("{}")).isProblem(409, "opted-out");
        post(SEND_MESSAGE, "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"hola\"}")
                .isProblem(409, "opted-out");
    }

    @Test
    void anIdempotencyKey_makesOneMessageOfManyRequests() throws Exception {
        API.receive(company, CUSTOMER, "hola");
        var client = API.platform().with("Idempotency-Key", "pedido-1");
        Callable<ApiAnswer> request =
                () -> client.post(at(SEND_MESSAGE), "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"una vez\"}");
        var threads = Executors.newFixedThreadPool(8);
        try {
            var ids = threads.invokeAll(Collections.nCopies(16, request)).stream()
                    .map(SendingApiTest::get)
                    .map(answer -> answer.is(202).at("message_id").asText())
                    .toList();
            assertThat(ids).hasSize(16).containsOnly(ids.get(0));
        } finally {
            threads.shutdown();
        }
        // The same said in another order and spacing is the same.
        client.post(at(SEND_MESSAGE), "{ \"message\": \"una vez\", \"phone_number\": \"" + CUSTOMER + "\" }")
                .is(202);
        client.post(at(SEND_MESSAGE), "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"otra cosa\"}")
                .isProblem(422, "idempotency-key-reused");
        API.platform()
                .with("Idempotency-Key", "con espacio")
                .post(at(SEND_MESSAGE), "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"hola\"}")
                .is(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'hola'} | phone_number,conversation",
                "{'phone_number':'123','message':'hola'} | phone_number",
                "{'phone_number':'+56 1 23','message':'hola'} | phone_number",
                "{'phone_number':'+56987650001','message':'  '} | message",
                "{'phone_number':'+56987650001'} | message",
                "{'phone_number':'+56987650001','message':'hola','urgent':true} | urgent",
                "{'phone_number':'+56987650001','message':'hola','whatsapp_config':'x'} | whatsapp_config",
                "{'conversation':'0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d','message':'hola'} | conversation"
            })
    void wrongFields_areNamed(String body, String fields) {
        post(SEND_MESSAGE, body.replace('\'', '"')).refuses(fields.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "9 8765 0001",
        "987650001",
        "09-87650001",
        "+56 9 8765 0001",
        "56987650001",
        "(9) 8765-0001",
        "0056987650001"
    })
    void chileanSpellings_areOneNumber(String phone) {
        API.receive(company, CUSTOMER, "hola");

        post(SEND_MESSAGE, "{\"phone_number\":\"" + phone + "\",\"message\":\"hola\"}")
                .is(202);
    }

    @Test
    void anotherCompanysConversationAndNumber_areUnknown() {
        var other = API.newCompany();

        post(
                        SEND_MESSAGE,
                        "{\"phone_number\":\"" + CUSTOMER + "\",\"message\":\"hola\",\"whatsapp_config\":\""
                                + other.config().id() + "\"}")
                .refuses("whatsapp_config");
    }

    @Test
    void everyKindOfFreeFormMessage_isTaken() {
        API.receive(company, CUSTOMER, "hola");
        for (var content : List.of(
                "'content':'hola'",
                "'message_type':'image','media_url':'https://example.org/a.png','content':'mira'",
                "'message_type':'document','media_url':'https://example.org/a.pdf','filename':'f29.pdf'",
                "'message_type':'audio','media_url':'https://example.org/a.ogg'",
                "'message_type':'buttons','content':'¿Sí?','buttons':[{'id':'si','title':'Sí'}]",
                "'message_type':'list','content':'Elija','list_button':'Ver','sections':[{'rows':[{'id':'a','title':'A'}]}]")) {
            post(
                            "/api/chat/messages/",
                            "{'phone_number':'+56987650001',".replace('\'', '"') + content.replace('\'', '"') + "}")
                    .is(202);
        }
        post(
                        "/api/chat/messages/",
                        "{\"phone_number\":\"" + CUSTOMER + "\",\"message_type\":\"audio\",\"content\":\"x\"}")
                .refuses("media_url", "content");
        post(
                        "/api/chat/messages/",
                        "{\"phone_number\":\"" + CUSTOMER + "\",\"message_type\":\"image\",\"media_url\":\"ftp://x\"}")
                .refuses("media_url");
    }

    private ApiAnswer newTemplate(String name, String content) {
        return post(
                        "/api/chat/templates/",
                        "{\"name\":\"" + name + "\",\"content\":\"" + content + "\",\"category\":\"utility\"}")
                .is(201);
    }

    private static String template(String variables) {
        return "{\"phone_number\":\"" + CUSTOMER + "\",\"template_name\":\"recordatorio\",\"variables\":" + variables
                + "}";
    }

    private ApiAnswer post(String path, String body) {
        return API.platform().post(at(path), body);
    }

    private String at(String path) {
        return path + "?company=" + company.id();
    }

    private static ApiAnswer get(Future<ApiAnswer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
