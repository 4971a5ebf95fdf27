package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Kapso answers, nothing is lost and nothing is sent twice. */
class ProviderFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CUSTOMER = "56955500301";
    private static final String REPLY = "select %s from whatsapp_messages where direction = 'outgoing'";

    @TempDir
    private Path dataDir;

    private KapsoDouble kapso;
    private TestApp app;

    @BeforeEach
    void start() throws IOException {
        kapso = new KapsoDouble();
        app = TestApp.start(dataDir, kapso);
    }

    @AfterEach
    void stop() {
        app.close();
        kapso.close();
    }

    @Test
    void tooManyRequests_isTriedAgainAfterTheTimeAskedFor() throws Exception {
        kapso.next(KapsoDouble.status(429, "{\"error\":\"Rate limit exceeded\"}", Map.of("Retry-After", "1")));
        ask();
        kapso.awaitSends(2, SOON);
        app.stored().await(REPLY.formatted("status"), "sent");
        assertThat(kapso.accepted()).hasSize(1);
        assertThat(app.stored().text(REPLY.formatted("attempts"))).contains("2");
    }

    @Test
    void serverError_isTriedOnceMore() throws Exception {
        kapso.next(KapsoDouble.status(500, "{\"error\":\"boom\"}", Map.of()));
        ask();
        kapso.awaitSends(2, SOON);
        app.stored().await(REPLY.formatted("status"), "sent");
        assertThat(kapso.accepted()).hasSize(1);
    }

    @Test
    void serverErrors_everyTime_endInAVisibleFailure() throws Exception {
        kapso.next(KapsoDouble.status(500, "{}", Map.of())).next(KapsoDouble.status(500, "{}", Map.of()));
        ask();
        app.stored().await(REPLY.formatted("status"), "failed");
        assertThat(app.stored().text(REPLY.formatted("failure_reason"))).contains("retries_exhausted");
        assertThat(kapso.sends()).hasSize(2);
    }

    @Test
    void answerDropped_isUnknown_neverSentAgain_andSettledByTheStatusWebhook() throws Exception {
        kapso.next(KapsoDouble.dropped());
        ask();
        app.stored().await(REPLY.formatted("status"), "unknown");
        // a later question of the same customer is not held up
        app.deliver(KapsoWebhooks.received(CUSTOMER, "wamid.IN2", "hola"));
        var sends = kapso.awaitSends(2, SOON);
        assertThat(sends.get(1).correlation()).isNotEqualTo(sends.get(0).correlation());
        // Kapso had taken it after all: the echoed correlation says which one
        app.deliver(KapsoWebhooks.sentWithCorrelation(
                CUSTOMER, "wamid.LATE", sends.get(0).correlation()));
        app.stored().await("select status from whatsapp_messages where external_id = 'wamid.LATE'", "sent");
        assertThat(kapso.sends()).hasSize(2);
    }

    @Test
    void htmlInsteadOfAnAnswer_isUnknown() throws Exception {
        kapso.next(KapsoDouble.status(200, "<html>Bad gateway</html>", Map.of("Content-Type", "text/html")));
        ask();
        app.stored().await(REPLY.formatted("status"), "unknown");
        assertThat(kapso.sends()).hasSize(1);
    }

    @Test
    void closedWindow_failsWithThatReason() throws Exception {
        kapso.next(KapsoDouble.status(
                422,
                "{\"error\":\"Cannot send non-template messages outside the 24-hour window.\",\"next_steps\":\"Send a template\"}",
                Map.of()));
        ask();
        app.stored().await(REPLY.formatted("failure_reason"), "window_closed");
        assertThat(kapso.sends()).hasSize(1);
    }

    @Test
    void kapsoAway_isTriedAgainWhenItIsBack() throws Exception {
        for (var i = 0; i < 3; i++) {
            kapso.next(KapsoDouble.status(503, "upstream", Map.of()));
        }
        ask();
        kapso.awaitSends(4, SOON);
        app.stored().await(REPLY.formatted("status"), "sent");
        assertThat(kapso.accepted()).hasSize(1);
    }

    private void ask() throws Exception {
        assertThat(app.deliver(KapsoWebhooks.received(CUSTOMER, "wamid.IN1", "cuando vence el f29"))
                        .statusCode())
                .isEqualTo(200);
    }
}
