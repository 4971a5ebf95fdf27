package cl.fizko.chat.bootstrap.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed in the middle of 500 messages and started again: every message is answered exactly once. */
class KilledProcessIT {

    private static final int MESSAGES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dataDir;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile int port;

    @Test
    void everyMessage_isAnsweredExactlyOnce() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        System.out.println("seed " + seed);
        try (var kapso = new KapsoDouble()) {
            kapso.answersAfter(Duration.ofMillis(40));
            var environment = environment(kapso);
            connectLine(environment);

            var deliveries = new ConcurrentLinkedQueue<KapsoWebhooks.Delivery>();
            IntStream.range(0, MESSAGES)
                    .mapToObj(i -> KapsoWebhooks.received(
                            "56955%06d".formatted(i % 100), "wamid.K%03d".formatted(i), "cuando vence el f29"))
                    .forEach(deliveries::add);

            var first = ServeProcess.start(environment);
            port = first.port();
            var senders = Executors.newFixedThreadPool(8);
            try {
                for (var i = 0; i < 8; i++) {
                    senders.execute(() -> deliverAll(deliveries));
                }
                kapso.awaitSends(100 + random.nextInt(200), PATIENCE);
                first.kill();

                try (var second = ServeProcess.start(environment)) {
                    port = second.port();
                    senders.shutdown();
                    assertThat(senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                    assertEveryMessageIsAnsweredOnce(kapso, seed);
                    assertThat(second.terminate()).isZero();
                    assertThat(kapso.sends())
                            .as("nothing left after the last answer, seed %d", seed)
                            .hasSize(MESSAGES);
                }
            } finally {
                first.kill();
                senders.shutdownNow();
            }
        }
    }

    private void assertEveryMessageIsAnsweredOnce(KapsoDouble kapso, long seed) throws Exception {
        var sends = kapso.awaitSends(MESSAGES, PATIENCE);
        // Kapso reports what it took; that settles the calls whose answer died with the process
        for (var send : sends) {
            deliver(KapsoWebhooks.sentWithCorrelation(send.to().substring(1), send.wamid(), send.correlation()));
        }
        var byCorrelation = kapso.sends().stream().collect(groupingBy(KapsoDouble.Send::correlation, counting()));
        assertThat(byCorrelation)
                .as("seed %d", seed)
                .hasSize(MESSAGES)
                .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        var database = StoredMessages.under(dataDir);
        database.await("select count(*) from whatsapp_messages where direction = 'incoming'", MESSAGES);
        database.await(
                "select count(*) from whatsapp_messages where direction = 'outgoing' and status = 'sent'", MESSAGES);
        database.await(
                "select count(distinct triggered_by) from whatsapp_messages where direction = 'outgoing'", MESSAGES);
        database.await("select count(*) from whatsapp_messages where direction = 'outgoing'", MESSAGES);
    }

    /** As Kapso does: whatever was not answered 200 is delivered again. */
    private void deliverAll(ConcurrentLinkedQueue<KapsoWebhooks.Delivery> deliveries) {
        for (var delivery = deliveries.poll(); delivery != null; delivery = deliveries.poll()) {
            try {
                if (deliver(delivery) != 200) {
                    deliveries.add(delivery);
                }
            } catch (IOException e) {
                deliveries.add(delivery);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int deliver(KapsoWebhooks.Delivery delivery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chat/webhook/"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Map<String, String> environment(KapsoDouble kapso) {
        return Map.of(
                "DATA_DIR",
                dataDir.toString(),
                "HTTP_PORT",
                "0",
                "KAPSO_API_BASE_URL",
                kapso.baseUrl(),
                "KAPSO_API_TOKEN",
                TestApp.TOKEN,
                "WHATSAPP_WEBHOOK_SECRET",
                KapsoWebhooks.SECRET);
    }

    private static void connectLine(Map<String, String> environment) throws Exception {
        run(environment, "create_company", "--name", "Contadores de Prueba", "--rut", "11.111.111-1");
        run(
                environment,
                "create_config",
                "--company_id",
                "1",
                "--phone_number_id",
                KapsoWebhooks.LINE,
                "--phone_number",
                "+56955500001");
    }

    private static void run(Map<String, String> environment, String... command) throws Exception {
        assertThat(ServeProcess.command(environment, command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }
}
