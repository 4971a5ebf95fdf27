package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import cl.fizko.chat.bootstrap.cli.FizkoChatCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Drives every flow with a phone, a name, words and keys that are found nowhere else, with our own packages at their most talkative,
 * and looks for these marks in every line, as people and as machines read it.
 */
class SilentLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PHONE = "56974108523";
    private static final String WORDS = "murciélago-velocípedo";

    private static final String MODEL_KEY = "sk-clave-de-modelo-de-prueba";

    private static final String API_KEY = "clave-de-la-plataforma-que-nadie-debe-leer";

    /** A wamid spells the number in Base64. */
    private static final String WAMID_PART =
            Base64.getEncoder().encodeToString(PHONE.getBytes(StandardCharsets.US_ASCII));

    private static final List<String> MARKS = List.of(
            PHONE,
            PHONE.substring(2),
            WAMID_PART,
            WORDS,
            "murcielago",
            "Rosa Prueba",
            TestApp.TOKEN,
            KapsoWebhooks.SECRET,
            KapsoWebhooks.META_SECRET,
            MODEL_KEY,
            API_KEY);

    private final Lines lines = new Lines();
    private final Logger ours = (Logger) LoggerFactory.getLogger("cl.fizko.chat");
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        lines.encoder.setContext(root.getLoggerContext());
        lines.encoder.setWithFormattedMessage(true);
        lines.encoder.start();
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        ours.setLevel(null);
        root.detachAppender(lines);
    }

    @Test
    void everyFlow_leavesNoMarkInTheLog() throws Exception {
        try (var kapso = new KapsoDouble();
                var model = new MockWebServer()) {
            model.setDispatcher(new Quoting());
            model.start();
            try (var app = TestApp.startImpatient(
                    folder,
                    kapso.baseUrl(),
                    Map.of(
                            "OPENAI_API_KEY",
                            MODEL_KEY,
                            "OPENAI_BASE_URL",
                            model.url("/v1/").toString(),
                            "CHAT_ADMIN_API_KEY",
                            API_KEY))) {
                inbound(app, kapso);
                failingProvider(app, kapso);
                invalid(app);
                api(app, kapso);
                FizkoChatCommand.run("test_responses", "hola " + WORDS + " +" + PHONE);
            }
            assertThat(model.getRequestCount()).isPositive();
        }

        assertThat(lines.json).hasSizeGreaterThan(10);
        for (var mark : MARKS) {
            assertThat(lines.json).as(mark).noneMatch(line -> line.contains(mark));
        }
    }

    @Test
    void linesAboutAMessage_nameItAndItsConversationAndCompany() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(folder, kapso)) {
            kapso.next(KapsoDouble.status(400, "{\"error\":{\"code\":131026,\"message\":\"no\"}}", Map.of()));
            app.deliver(KapsoWebhooks.received(PHONE, "wamid." + WAMID_PART + "1", "hola"));
            app.stored().await("select count(*) from whatsapp_messages where status = 'failed'", 1);

            var id = app.stored()
                    .text("select id from whatsapp_messages where status = 'failed'")
                    .orElseThrow();
            assertThat(lines.withMdc("message_id", id)).isNotEmpty().allSatisfy(line -> {
                var mdc = line.path("mdc");
                assertThat(mdc.path("conversation_id").asText()).hasSize(36);
                assertThat(mdc.path("company_id").asText()).isNotEmpty();
            });
        }
    }

    private static void inbound(TestApp app, KapsoDouble kapso) throws Exception {
        kapso.next(KapsoDouble.status(
                200,
                "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.%sout\"}]}".formatted(WAMID_PART),
                Map.of()));
        app.deliver(KapsoWebhooks.received(PHONE, "wamid." + WAMID_PART + "1", "hola " + WORDS));
        app.deliver(KapsoWebhooks.receivedV1(PHONE, "wamid." + WAMID_PART + "2", "gracias " + WORDS));
        app.deliver(KapsoWebhooks.batch(PHONE, "wamid." + WAMID_PART + "b", WORDS, "otra " + WORDS));
        app.deliver(KapsoWebhooks.signed("whatsapp.message.received", """
                {"message":{"id":"wamid.%sm","timestamp":"1763900000","type":"image","from":"%s","image":{"id":"990","caption":"%s",
                "mime_type":"image/jpeg","sha256":"x","url":"http://127.0.0.1:9/%s"},"kapso":{"direction":"inbound",
                "status":"received","origin":"cloud_api","has_media":true}},"conversation":{"id":"conv-%s","phone_number":"+%s",
                "kapso":{"contact_name":"Rosa Prueba"}},"phone_number_id":"%s"}""".formatted(
                        WAMID_PART, PHONE, WORDS, PHONE, PHONE, PHONE, KapsoWebhooks.LINE)));
        app.deliver(KapsoWebhooks.received(PHONE, "wamid." + WAMID_PART + "u", "oye y lo de las platas " + WORDS));
        kapso.awaitSendsTo(PHONE, 2, PATIENCE);
        app.stored()
                .await("select count(*) from whatsapp_messages where external_id = 'wamid." + WAMID_PART + "out'", 1);
        app.deliver(KapsoWebhooks.status(PHONE, "wamid." + WAMID_PART + "out", "delivered"));
        app.deliver(KapsoWebhooks.status(PHONE, "wamid." + WAMID_PART + "unknown", "read"));
        app.deliver(KapsoWebhooks.signed(
                "whatsapp.message.sent", """
                {"message":{"id":"wamid.%se","timestamp":"1763900000","type":"text","to":"%s","text":{"body":"%s"},
                "kapso":{"direction":"outbound","status":"sent","origin":"business_app"}},"conversation":{"id":"conv-%s",
                "phone_number":"+%s","kapso":{"contact_name":"Rosa Prueba"}},"phone_number_id":"%s"}""".formatted(WAMID_PART, PHONE, WORDS, PHONE, PHONE, KapsoWebhooks.LINE)));
    }

    /** Refusals and lost answers that quote what they are about, as providers do. */
    private static void failingProvider(TestApp app, KapsoDouble kapso) throws Exception {
        var quoting =
                "{\"error\":{\"code\":131026,\"message\":\"cannot reach %s: %s\",\"error_data\":{\"details\":\"%s %s\"}}}"
                        .formatted(PHONE, WORDS, PHONE, WORDS);
        kapso.next(KapsoDouble.status(400, quoting, Map.of()));
        kapso.next(KapsoDouble.status(500, quoting, Map.of()));
        kapso.next(KapsoDouble.status(429, quoting, Map.of("Retry-After", "1")));
        kapso.next(KapsoDouble.dropped());
        kapso.next(KapsoDouble.status(200, "{\"messages\":[\"" + PHONE + WORDS, Map.of()));
        for (int i = 0; i < 5; i++) {
            var customer = PHONE.substring(0, 2) + PHONE.substring(2, 10) + i;
            app.deliver(KapsoWebhooks.received(customer, "wamid." + WAMID_PART + "f" + i, "hola " + WORDS));
        }
        app.stored().await("select (count(*) >= 1)::int from whatsapp_messages where error_code = 'meta:131026'", 1);
        app.stored()
                .await(
                        "select (count(*) >= 1)::int from whatsapp_messages where attempts > 1 or status = 'unknown'",
                        1);
    }

    private static void invalid(TestApp app) throws Exception {
        var good = KapsoWebhooks.received(PHONE, "wamid." + WAMID_PART + "i", WORDS);
        app.deliver(good.with("X-Webhook-Signature", "f".repeat(64)));
        app.deliver(KapsoWebhooks.signed("whatsapp.message.received", "{\"message\":\"" + PHONE + WORDS + "\"}"));
        app.deliver(KapsoWebhooks.signed("whatsapp.message.received", PHONE + " no JSON " + WORDS));
        app.deliver(KapsoWebhooks.signed(
                "whatsapp.message.received",
                new String(good.body(), StandardCharsets.UTF_8).replace(KapsoWebhooks.LINE, "100000000000009")));
    }

    /** What staff do, rightly and wrongly. */
    private static void api(TestApp app, KapsoDouble kapso) throws Exception {
        var said = "{\"phone_number\":\"+%s\",\"message\":\"%s\"}".formatted(PHONE, WORDS);
        kapso.next(KapsoDouble.status(400, "{\"error\":{\"code\":100,\"message\":\"" + WORDS + "\"}}", Map.of()));
        assertThat(post(app, "send-message/?company=2", API_KEY, said)).isIn(202, 409);
        assertThat(post(app, "send-message/?company=2", API_KEY, said + "}")).isEqualTo(400);
        assertThat(post(app, "send-message/?company=2", API_KEY, "{\"" + WORDS + "\":\"" + PHONE + "\"}"))
                .isEqualTo(422);
        assertThat(post(app, "send-template/?company=2", API_KEY, """
                {"phone_number":"+%s","template_name":"%s","variables":{"nombre":"Rosa Prueba"}}""".formatted(PHONE, WORDS)))
                .isGreaterThanOrEqualTo(400);
        assertThat(post(app, "send-message/?company=2", MODEL_KEY + API_KEY, said))
                .isEqualTo(401);
        assertThat(post(app, "nowhere/" + PHONE, API_KEY, said)).isEqualTo(404);
    }

    private static int post(TestApp app, String path, String key, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/chat/" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** A model that fails and quotes what it was asked. */
    private static final class Quoting extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                    .code(500)
                    .body("{\"error\":{\"message\":\"" + WORDS + PHONE + "\"}}")
                    .build();
        }
    }

    /** Every line as JSON, which holds all that the other format does. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final JsonEncoder encoder = new JsonEncoder();
        private final List<String> json = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().startsWith("cl.fizko.chat")) {
                json.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        }

        List<JsonNode> withMdc(String name, String value) throws Exception {
            var found = new ArrayList<JsonNode>();
            for (var line : List.copyOf(json)) {
                var node = new JsonMapper().readTree(line);
                if (node.path("mdc").path(name).asText().equals(value)) {
                    found.add(node);
                }
            }
            return found;
        }
    }
}
