package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.endtoend.FixtureDeliveries.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fixture through the app's own door, with its signature, and the answer to Kapso. */
class FixturesOverHttpTest {

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

    static List<Fixture> fixtures() {
        return FixtureDeliveries.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void delivered_isTakenInOnce(Fixture fixture) throws Exception {
        var expected = fixture.name().equals("bad-missing-ids") ? "quarantined" : "accepted";
        assertThat(answerTo(fixture.delivery())).isEqualTo("200 {\"status\":\"" + expected + "\"}");
        var messages = messages();
        assertThat(answerTo(fixture.delivery())).isEqualTo("200 {\"status\":\"duplicate\"}");
        assertThat(app.deliver(fixture.underAnotherKey()).statusCode()).isEqualTo(200);
        assertThat(app.deliver(fixture.inUpperCase()).statusCode()).isEqualTo(200);
        assertThat(messages()).isEqualTo(messages);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void delivered_notSignedLikeThat_isRefusedAndLeavesNoTrace(Fixture fixture) throws Exception {
        var events = events();
        var delivery = fixture.underAnotherKey();
        assertThat(app.deliver(delivery.without(fixture.signatureHeader())).statusCode())
                .isEqualTo(401);
        var body = delivery.body().clone();
        body[body.length / 2] ^= 1;
        assertThat(app.deliver(new KapsoWebhooks.Delivery(delivery.headers(), body))
                        .statusCode())
                .isEqualTo(401);
        assertThat(events()).isEqualTo(events);
    }

    private static String answerTo(KapsoWebhooks.Delivery delivery) throws Exception {
        var answer = app.deliver(delivery);
        return answer.statusCode() + " " + answer.body();
    }

    private static long messages() {
        return app.stored().number("select count(*) from whatsapp_messages where direction = 'incoming'");
    }

    private static long events() {
        return app.stored().number("select count(*) from webhook_events");
    }
}
