package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} and {@code /health} of the running app say about traffic that went through it. */
class MetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static KapsoDouble kapso;
    private static TestApp app;
    private static Exposition metrics;

    @BeforeAll
    static void traffic() throws Exception {
        kapso = new KapsoDouble();
        app = TestApp.start(folder, kapso);
        app.deliver(KapsoWebhooks.received("56955500101", "wamid.M1", "hola"));
        kapso.awaitSends(1, PATIENCE);
        app.stored().await("select count(*) from whatsapp_messages where status = 'sent'", 1);
        var again = KapsoWebhooks.received("56955500101", "wamid.M1", "hola");
        app.deliver(again);
        app.deliver(KapsoWebhooks.signed("whatsapp.message.received", "{\"message\":7}"));
        app.deliver(again.with("X-Webhook-Signature", "0".repeat(64)));
        kapso.next(KapsoDouble.status(
                400, "{\"error\":{\"code\":131026,\"message\":\"Message undeliverable\"}}", Map.of()));
        app.deliver(KapsoWebhooks.received("56955500102", "wamid.M2", "hola"));
        app.stored().await("select count(*) from whatsapp_messages where status = 'failed'", 1);
        metrics = Exposition.parse(get("/metrics").body());
    }

    @AfterAll
    static void stop() {
        app.close();
        kapso.close();
    }

    @Test
    void metrics_countEachStageOfAMessage() {
        assertThat(metrics.value("chat_messages_total{direction=\"incoming\",type=\"text\"}"))
                .isEqualTo(2);
        assertThat(metrics.value("chat_messages_total{direction=\"outgoing\",type=\"text\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_auto_replies_total{agent=\"greeting\"}")).isEqualTo(2);
        assertThat(metrics.value("chat_webhook_events_total{outcome=\"accepted\"}"))
                .isEqualTo(2);
        assertThat(metrics.value("chat_webhook_events_total{outcome=\"duplicate\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_webhook_events_total{outcome=\"quarantined\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_webhook_events_total{outcome=\"unauthenticated\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_sends_total{outcome=\"sent\"}")).isEqualTo(1);
        assertThat(metrics.value("chat_sends_total{outcome=\"failed\"}")).isEqualTo(1);
        assertThat(metrics.value("chat_messages_failed_total{reason=\"recipient\"}"))
                .isEqualTo(1);
    }

    @Test
    void metrics_timeTheReplyAndTheProvider() {
        assertThat(metrics.value("chat_response_seconds_count")).isEqualTo(1);
        assertThat(metrics.value("chat_response_seconds_sum")).isBetween(0.0, 30.0);
        assertThat(metrics.value("chat_response_seconds_bucket{le=\"+Inf\"}")).isEqualTo(1);
        assertThat(metrics.value("chat_provider_requests_seconds_count{outcome=\"accepted\",provider=\"kapso\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_provider_requests_seconds_count{outcome=\"rejected\",provider=\"kapso\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("chat_llm_requests_seconds_count{outcome=\"completed\"}"))
                .isZero();
    }

    @Test
    void metrics_showWhatWaits() {
        for (var stage : new String[] {"turn", "dispatch", "media"}) {
            assertThat(metrics.value("chat_pending{stage=\"" + stage + "\"}")).isGreaterThanOrEqualTo(0);
            assertThat(metrics.value("chat_oldest_pending_seconds{stage=\"" + stage + "\"}"))
                    .isGreaterThanOrEqualTo(0);
        }
        assertThat(metrics.value("chat_conversations_active")).isGreaterThanOrEqualTo(0);
        assertThat(metrics.value("chat_lines_blocked{provider=\"kapso\"}")).isZero();
        assertThat(metrics.value("chat_loop_still_seconds{loop=\"dispatch\"}")).isLessThan(90);
    }

    @Test
    void metrics_tellOfTheJobThatOneNodeDoesForAll() {
        assertThat(metrics.value("chat_task_since_success_seconds{task=\"f29-reminders\"}"))
                .isBetween(0.0, 600.0);
        assertThat(metrics.value("chat_task_failures{task=\"f29-reminders\"}")).isZero();
    }

    @Test
    void metrics_timeRequestsByRoute() {
        assertThat(metrics.value(
                        "chat_http_requests_seconds_count{method=\"POST\",route=\"/api/chat/webhook\",status=\"2xx\"}"))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void metrics_nameNobody() throws Exception {
        assertThat(get("/metrics").body()).doesNotContain("56955500101", "Rosa", "wamid", KapsoWebhooks.LINE);
    }

    @Test
    void ready_namesEachCheck() throws Exception {
        var ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"up\",\"checks\":{\"database\":\"up\",\"migrations\":\"up\",\"turns\":\"up\","
                        + "\"dispatch\":\"up\",\"media\":\"up\",\"upkeep\":\"up\",\"providers\":\"up\"}}");
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void queriesOfTheDashboardAndTheAlerts_nameWhatIsThere() throws IOException {
        for (var query : OperatorQueries.all()) {
            assertThat(query.unknownTo(metrics)).as(query.toString()).isEmpty();
        }
    }

    @Test
    void queries_ofWhatIsNotThere_areFound() {
        assertThat(unknown("rate(chat_mesages_total[5m])")).containsExactly("chat_mesages_total");
        assertThat(unknown("sum by (agents) (chat_auto_replies_total)")).containsExactly("agents");
        assertThat(unknown("chat_pending{stages=\"turn\"}")).containsExactly("chat_pending.stages");
        assertThat(unknown("chat_pending{stage=\"turns\"} > 3")).containsExactly("chat_pending.stage=turns");
        assertThat(unknown("chat_loop_still_seconds{loop=~\"dispatch|turn\"}"))
                .containsExactly("chat_loop_still_seconds.loop=~dispatch|turn");
        assertThat(unknown("1 > 0")).containsExactly("(no metric)");
    }

    private static List<String> unknown(String query) {
        return new OperatorQueries.Query("test", query).unknownTo(metrics);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
