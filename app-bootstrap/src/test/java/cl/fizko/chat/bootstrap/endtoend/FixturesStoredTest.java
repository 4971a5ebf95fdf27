package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored of the fixtures' messages and statuses. */
class FixturesStoredTest {

    private static final String TEMPLATE = "wamid.HBgLNTY5NTU1MDAxMDEVAgARGBJDNTY1M0IwNDIyNDUyQkY5MDUA";

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v2-received-text             | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIyMzY0OEQ5OUU4RTIwRkNCOTIA | text        | Hola, buenas tardes. ¿Cómo agendo una hora para mañana? 😊
                    v2-received-image            | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI4NTJGRUJFNEM1NTM4Qzk4RkEA | image       | Foto de la boleta
                    v2-received-audio-transcript | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCNTdFREExNjE0RjQ2NDQ2ODAA | audio       | Quiero saber cuánto debo este mes
                    v2-received-document         | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI4MEE4MzlGMzZFQzg1QUM1RkUA | document    |
                    v2-received-button-reply     | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCRjE2NEMxM0Y0NThFODM3RTgA | choice      | Sí, confirmo
                    v2-received-reaction         | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCMUJBRjk2MjRCRTgxRkMwRjEA | reaction    |
                    v2-received-bsuid-null-phone | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIxODY4QjVGMTU5MUU4N0Y2NjEA | text        | Hola, escribo con nombre de usuario
                    v1-received-text             | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI3QkU3MDAwOUIwNDFFODIxRkQA | text        | Hola, quiero saber mi saldo
                    v1-received-image            | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI2QkU3QkU2RjhBOTlCRDg5REIA | image       | Foto de la boleta
                    meta-messages-two-users      | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJEOUI3QTE4Njk5N0NDNUFDM0EA | text        | Buenos días
                    meta-messages-two-users      | wamid.HBgLNTY5NTU1MDAxMDIVAgASGBI3QzVCOTY0MTFBNzBFRDMxMUIA | image       | Mi carnet
                    bad-unsupported-type         | wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJEM0NEMUYyNkZBRUU5MjIzOUIA | unsupported |
                    """)
    void delivered_message_isStoredOnce(String name, String wamid, String type, String words) throws Exception {
        app.deliver(FixtureDeliveries.named(name).underAnotherKey());
        app.deliver(FixtureDeliveries.named(name).underAnotherKey());
        assertThat(app.stored().number(ofMessage("count(*)", wamid))).isEqualTo(1);
        assertThat(app.stored().text(ofMessage("direction", wamid))).contains("incoming");
        assertThat(app.stored().text(ofMessage("message_type", wamid))).contains(type);
        assertThat(app.stored().text(ofMessage("content", wamid)).orElse(null)).isEqualTo(words);
    }

    @Test
    void delivered_test_leavesNoMessage() throws Exception {
        app.deliver(FixtureDeliveries.named("v2-test").underAnotherKey());
        assertThat(app.stored().number(ofMessage("count(*)", "wamid.TEST"))).isZero();
    }

    /** A batch that failed too often comes again one by one, under other keys. */
    @Test
    void delivered_batchAndThenItsElements_areThreeMessagesInOrder() throws Exception {
        var batch = FixtureDeliveries.named("v2-received-batch").underAnotherKey();
        assertThat(app.deliver(batch).statusCode()).isEqualTo(200);
        for (var element : new ObjectMapper().readTree(batch.body()).path("data")) {
            assertThat(app.deliver(KapsoWebhooks.signed("whatsapp.message.received", element.toString()))
                            .statusCode())
                    .isEqualTo(200);
        }
        var three = """
                select string_agg(content, ',' order by sequence) from whatsapp_messages where content in
                ('Hola', 'una consulta', '¿atienden el sábado?') and direction = 'incoming'""";
        assertThat(app.stored().text(three)).contains("Hola,una consulta,¿atienden el sábado?");
    }

    /** On a database of its own, where no other test has told how the message fares. */
    @Test
    void delivered_statuses_onlyMoveUp(@TempDir Path own) throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(own, kapso)) {
            kapso.next(KapsoDouble.status(200, FixtureDeliveries.text("http-200-send-accepted.json"), Map.of()));
            app.deliver(KapsoWebhooks.received("56955500777", "wamid.IN", "Hola"));
            app.stored().await(ofMessage("status", TEMPLATE), "sent");
            app.deliver(FixtureDeliveries.named("v2-delivered").underAnotherKey());
            app.stored().await(ofMessage("status", TEMPLATE), "delivered");
            app.deliver(FixtureDeliveries.named("v2-read").underAnotherKey());
            app.stored().await(ofMessage("status", TEMPLATE), "read");
            app.deliver(FixtureDeliveries.named("v2-delivered").underAnotherKey());
            app.deliver(FixtureDeliveries.named("v2-sent-template").underAnotherKey());
            app.deliver(FixtureDeliveries.named("meta-statuses-out-of-order").underAnotherKey());
            var failed = new String(
                            FixtureDeliveries.named("v2-failed-131026")
                                    .delivery()
                                    .body(),
                            StandardCharsets.UTF_8)
                    .replace("wamid.HBgLNTY5NTU1MDAxMDIVAgARGBJCN0FFMDBFMkJGQ0Q0MTJCRUUA", TEMPLATE);
            app.deliver(KapsoWebhooks.signed("whatsapp.message.failed", failed));
            assertThat(app.stored().text(ofMessage("status", TEMPLATE))).contains("read");
        }
    }

    private static String ofMessage(String what, String wamid) {
        return "select " + what + " from whatsapp_messages where external_id = '" + wamid + "'";
    }
}
