package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the internet sends: 401, 413 or a quarantined event with its reason, never a 5xx. */
class BadInputTest {

    @TempDir
    private static Path dataDir;

    private static KapsoDouble kapso;
    private static TestApp app;

    @BeforeAll
    static void start() throws IOException {
        kapso = new KapsoDouble();
        app = TestApp.start(dataDir, kapso);
    }

    @AfterAll
    static void stop() {
        app.close();
        kapso.close();
    }

    @Test
    void noSignature_is401AndStoresNothing() throws Exception {
        assertRefused(delivery().without("X-Webhook-Signature"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zz",
                "not hex at all",
                "00",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void wrongSignature_is401AndStoresNothing(String signature) throws Exception {
        assertRefused(delivery().with("X-Webhook-Signature", signature));
    }

    @Test
    void emptyBody_withoutASignature_is401() throws Exception {
        assertRefused(KapsoWebhooks.signed("whatsapp.message.received", "").without("X-Webhook-Signature"));
    }

    @Test
    void emptyBody_signed_isQuarantined() throws Exception {
        assertQuarantined(KapsoWebhooks.signed("whatsapp.message.received", ""), "");
    }

    @Test
    void brokenJson_signed_isQuarantined() throws Exception {
        assertQuarantined(KapsoWebhooks.signed("whatsapp.message.received", "{\"message\":{\"id\":"), "JSON");
    }

    @Test
    void fiveMegabytes_is413() throws Exception {
        var body = "{\"message\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
        assertThat(app.deliver(KapsoWebhooks.signed("whatsapp.message.received", body))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void nulInTheText_isQuarantined() throws Exception {
        assertQuarantined(KapsoWebhooks.received("56955500201", "wamid.NUL", "hola\\u0000"), "U+0000");
    }

    @Test
    void loneSurrogateInTheText_isQuarantined() throws Exception {
        assertQuarantined(KapsoWebhooks.received("56955500202", "wamid.LONE", "hola \\ud83d"), "surrogate");
    }

    @Test
    void unknownLine_isQuarantinedNamingIt() throws Exception {
        var body = new String(
                        KapsoWebhooks.received("56955500203", "wamid.LINE", "hola")
                                .body(),
                        StandardCharsets.UTF_8)
                .replace(KapsoWebhooks.LINE, "999999999999999");
        assertQuarantined(KapsoWebhooks.signed("whatsapp.message.received", body), "999999999999999");
    }

    @Test
    void missingIds_areQuarantinedNamingThem() throws Exception {
        var body = """
                {"message":{"timestamp":"1777906645","type":"text","text":{"body":"hola"},"kapso":{"direction":"inbound"}},
                "conversation":{"phone_number":null}}""";
        assertQuarantined(KapsoWebhooks.signed("whatsapp.message.received", body), "id");
    }

    @Test
    void aBadDelivery_doesNotStopTheNext() throws Exception {
        app.deliver(KapsoWebhooks.signed("whatsapp.message.received", "[[["));
        assertThat(app.deliver(KapsoWebhooks.received("56955500204", "wamid.NEXT", "hola"))
                        .body())
                .contains("accepted");
    }

    private static KapsoWebhooks.Delivery delivery() {
        return KapsoWebhooks.received("56955500200", "wamid.NEVER", "hola");
    }

    private static void assertRefused(KapsoWebhooks.Delivery delivery) throws Exception {
        var before = app.stored().number("select count(*) from webhook_events");
        var answer = app.deliver(delivery);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
        assertThat(app.stored().number("select count(*) from webhook_events")).isEqualTo(before);
    }

    private static void assertQuarantined(KapsoWebhooks.Delivery delivery, String reason) throws Exception {
        HttpResponse<String> answer = app.deliver(delivery);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"quarantined\"}");
        var event = "select %s from webhook_events where idempotency_key = '"
                + delivery.headers().get("X-Idempotency-Key") + "'";
        assertThat(app.stored().text(event.formatted("status"))).contains("quarantined");
        assertThat(app.stored().text(event.formatted("reason")).orElse("")).contains(reason);
        assertThat(app.stored().number(event.formatted("length(raw_body)"))).isEqualTo(delivery.body().length);
    }
}
