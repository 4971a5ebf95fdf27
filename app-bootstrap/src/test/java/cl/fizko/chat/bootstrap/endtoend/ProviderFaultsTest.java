package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Kapso answers, nothing is lost and nothing is sent twice. */
class ProviderFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger CUSTOMERS = new AtomicInteger(56955503);

    @TempDir
    private static Path dataDir;

    private static KapsoDouble kapso;
    private static TestApp app;

    private final String customer = CUSTOMERS.incrementAndGet() + "001";
    private final String question = "wamid.of." + customer;

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
    void tooManyRequests_isTriedAgainAfterTheTimeAskedFor() throws Exception {
        kapso.next(KapsoDouble.status(429, "{\"error\":\"Rate limit exceeded\"}", Map.of("Retry-After", "1")));
        ask();
        var sends = kapso.awaitSendsTo(customer, 2, SOON);
        app.stored().await(reply("status"), "sent");
        assertThat(accepted()).hasSize(1);
        assertThat(app.stored().text(reply("attempts"))).contains("2");
        var pause = sends.get(1).arrivedAtNanos() - sends.get(0).arrivedAtNanos();
        assertThat(pause)
                .as("never sooner than asked")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void serverError_isTriedOnceMore() throws Exception {
        kapso.next(KapsoDouble.status(500, "{\"error\":\"boom\"}", Map.of()));
        ask();
        kapso.awaitSendsTo(customer, 2, SOON);
        app.stored().await(reply("status"), "sent");
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void serverErrors_everyTime_endInAVisibleFailure() throws Exception {
        kapso.next(KapsoDouble.status(500, "{}", Map.of())).next(KapsoDouble.status(500, "{}", Map.of()));
        ask();
        app.stored().await(reply("status"), "failed");
        assertThat(app.stored().text(reply("failure_reason"))).contains("retries_exhausted");
        assertThat(sends()).hasSize(2);
    }

    @Test
    void answerDropped_isUnknown_neverSentAgain_andSettledByTheStatusWebhook() throws Exception {
        kapso.next(KapsoDouble.dropped());
        ask();
        app.stored().await(reply("status"), "unknown");
        // a later question of the same customer is not held up
        app.deliver(KapsoWebhooks.received(customer, question + ".2", "hola"));
        var sends = kapso.awaitSendsTo(customer, 2, SOON);
        assertThat(sends.get(1).correlation()).isNotEqualTo(sends.get(0).correlation());
        // Kapso had taken it after all: the echoed correlation says which one
        app.deliver(KapsoWebhooks.sentWithCorrelation(
                customer, "wamid.late." + customer, sends.get(0).correlation()));
        app.stored()
                .await(
                        "select status from whatsapp_messages where external_id = 'wamid.late." + customer + "'",
                        "sent");
        assertThat(sends()).hasSize(2);
    }

    @Test
    void htmlInsteadOfAnAnswer_isUnknown() throws Exception {
        kapso.next(KapsoDouble.status(200, "<html>Bad gateway</html>", Map.of("Content-Type", "text/html")));
        ask();
        app.stored().await(reply("status"), "unknown");
        assertThat(sends()).hasSize(1);
    }

    @Test
    void closedWindow_failsWithThatReason() throws Exception {
        kapso.next(KapsoDouble.status(
                422,
                "{\"error\":\"Cannot send non-template messages outside the 24-hour window.\",\"next_steps\":\"Send a template\"}",
                Map.of()));
        ask();
        app.stored().await(reply("failure_reason"), "window_closed");
        assertThat(sends()).hasSize(1);
    }

    @Test
    void kapsoAway_isTriedAgainWhenItIsBack() throws Exception {
        for (var i = 0; i < 3; i++) {
            kapso.next(KapsoDouble.status(503, "upstream", Map.of()));
        }
        ask();
        kapso.awaitSendsTo(customer, 4, SOON);
        app.stored().await(reply("status"), "sent");
        assertThat(accepted()).hasSize(1);
    }

    private void ask() throws Exception {
        assertThat(app.deliver(KapsoWebhooks.received(customer, question, "cuando vence el f29"))
                        .statusCode())
                .isEqualTo(200);
    }

    private List<KapsoDouble.Send> sends() {
        return kapso.sends().stream()
                .filter(send -> send.to().endsWith(customer))
                .toList();
    }

    private List<KapsoDouble.Send> accepted() {
        return sends().stream().filter(KapsoDouble.Send::accepted).toList();
    }

    /** A column of the reply to the question. */
    private String reply(String column) {
        return "select r.%s from whatsapp_messages r join whatsapp_messages q on q.id = r.triggered_by where q.external_id = '%s'"
                .formatted(column, question);
    }
}
