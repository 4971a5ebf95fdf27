package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens around the way of a message: people who type, files, templates, dead keys, and outages. */
class BesideTheStagesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CUSTOMER = "56955506001";

    @TempDir
    private Path dataDir;

    @Test
    void personTypesOnThePhone_botIsSilentFromThenOn() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(dataDir, kapso)) {
            app.deliver(KapsoWebhooks.received("56955500101", "wamid.before", "cuando vence el f29"));
            kapso.awaitSends(1, SOON);

            var echo = FixtureDeliveries.named("v2-sent-business-app-echo");
            assertThat(app.deliver(echo.delivery()).statusCode()).isEqualTo(200);
            app.deliver(echo.underAnotherKey());
            app.deliver(KapsoWebhooks.received("56955500101", "wamid.after", "y el f22?"));

            app.stored().await("select count(*) from auto_reply_decisions where silence is not null", 1);
            assertThat(app.stored().text("select owner from whatsapp_conversations"))
                    .contains("human");
            assertThat(
                            app.stored()
                                    .number(
                                            "select count(*) from whatsapp_messages where origin = 'business_app' and direction = 'outgoing'"))
                    .isEqualTo(1);
            assertThat(kapso.sends()).hasSize(1);
        }
    }

    @Test
    void judgedTemplate_isKnownByItsStatus() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(dataDir, kapso)) {
            assertThat(app.deliver(FixtureDeliveries.named("meta-template-status-update")
                                    .delivery())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(
                            app.stored()
                                    .text(
                                            "select name || ' ' || language || ' ' || status from provider_templates where name = 'aviso_vencimiento'"))
                    .contains("aviso_vencimiento es_CL paused");
        }
    }

    @Test
    void file_isFetchedAfterTheAnswerAndKept() throws Exception {
        var file = "no es una foto".getBytes(StandardCharsets.UTF_8);
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(dataDir, kapso)) {
            var origin = kapso.baseUrl().replaceAll("/meta.*", "");
            kapso.serves(
                            "/1184455500010101",
                            KapsoDouble.status(
                                    200,
                                    "{\"id\":\"1184455500010101\",\"download_url\":\"%s/files/a\",\"mime_type\":\"image/jpeg\"}"
                                            .formatted(origin),
                                    Map.of()))
                    .serves("/files/a", KapsoDouble.status(200, "no es una foto", Map.of()));
            app.deliver(KapsoWebhooks.signed("whatsapp.message.received", """
                    {"message":{"id":"wamid.foto","timestamp":"%d","type":"image","from":"%s",
                    "image":{"id":"1184455500010101","mime_type":"image/jpeg","sha256":"%s"},
                    "kapso":{"direction":"inbound","origin":"cloud_api"}},
                    "phone_number_id":"%s"}""".formatted(
                            Instant.now().getEpochSecond(), CUSTOMER, sha256(file), KapsoWebhooks.LINE)));
            app.stored().await("select state from media_files", "stored");
            try (var files = Files.walk(dataDir.resolve("media"))) {
                var kept = files.filter(Files::isRegularFile).toList();
                assertThat(kept)
                        .singleElement()
                        .satisfies(path -> assertThat(path).hasBinaryContent(file));
            }
        }
    }

    @Test
    void deadKey_stopsTheLineAndLosesNoMessage() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(dataDir, kapso)) {
            for (var i = 0; i < 3; i++) {
                kapso.next(KapsoDouble.status(401, "{\"error\":\"Invalid API key\"}", Map.of()));
            }
            app.deliver(KapsoWebhooks.received(CUSTOMER, "wamid.1", "cuando vence el f29"));
            app.stored().await("select count(*) from whatsapp_messages where error_code is not null", 1);
            for (var i = 2; i < 6; i++) {
                app.deliver(KapsoWebhooks.received("5695550600" + i, "wamid." + i, "cuando vence el f29"));
            }
            app.stored().await("select count(*) from whatsapp_messages where error_code is not null", 5);
            assertThat(kapso.sends()).as("one call told that the key is dead").hasSize(1);
            assertThat(app.stored().number("select count(*) from whatsapp_messages where status = 'queued'"))
                    .isEqualTo(5);
        }
    }

    @Test
    void messagesOfAnOutage_areTakenInAtTheStart_oldOnesWithoutAnAnswer() throws Exception {
        try (var kapso = new KapsoDouble()) {
            TestApp.start(dataDir, kapso).close(); // connects the line
            var fresh = Instant.now().minusSeconds(60).getEpochSecond();
            var old = Instant.now().minus(Duration.ofMinutes(40)).getEpochSecond();
            kapso.serves("/messages", KapsoDouble.status(200, """
                    {"data":[{"id":"wamid.fresh","timestamp":"%d","type":"text","from":"%s","text":{"body":"cuando vence el f29"},
                    "kapso":{"direction":"inbound","origin":"cloud_api"}},
                    {"id":"wamid.old","timestamp":"%d","type":"text","from":"56955506009","text":{"body":"hola"},
                    "kapso":{"direction":"inbound","origin":"cloud_api"}}]}""".formatted(fresh, CUSTOMER, old), Map.of()));
            try (var app = TestApp.start(dataDir, kapso)) {
                kapso.awaitSendsTo(CUSTOMER, 1, SOON);
                app.stored().await("select count(*) from whatsapp_messages where origin = 'backfilled'", 2);
                assertThat(app.stored().number("select count(*) from webhook_events where backfilled"))
                        .isEqualTo(2);
                assertThat(app.stored().number("select count(*) from whatsapp_messages where direction = 'outgoing'"))
                        .isEqualTo(1);
                app.deliver(KapsoWebhooks.received(CUSTOMER, "wamid.fresh", "cuando vence el f29"));
                assertThat(app.stored()
                                .number("select count(*) from whatsapp_messages where external_id = 'wamid.fresh'"))
                        .isEqualTo(1);
            }
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
