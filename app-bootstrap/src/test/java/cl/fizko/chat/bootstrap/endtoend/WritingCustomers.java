package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A hundred customers who write to one business number at once. As Kapso does, what was not answered 200 is delivered again. */
final class WritingCustomers implements AutoCloseable {

    private static final int THREADS = 8;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<KapsoWebhooks.Delivery> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Semaphore taken = new Semaphore(0);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private volatile int port;

    WritingCustomers(int messages) {
        IntStream.range(0, messages)
                .mapToObj(i -> KapsoWebhooks.received(
                        "56955%06d".formatted(i % 100), "wamid.K%03d".formatted(i), "cuando vence el f29"))
                .forEach(waiting::add);
    }

    /** What both nodes and commands are told. */
    static Map<String, String> environment(Path dataDir, KapsoDouble kapso) {
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

    /** Makes a company with the number that they write to. */
    static void connectLine(Map<String, String> environment) throws Exception {
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

    void writeTo(int port) {
        this.port = port;
        for (var i = 0; i < THREADS; i++) {
            threads.execute(this::deliverAll);
        }
    }

    /** Where the app listens from now on. */
    void followTo(int port) {
        this.port = port;
    }

    /** Waits until that many more messages were answered 200. */
    void awaitAcknowledged(int count, Duration patience) throws InterruptedException {
        assertThat(taken.tryAcquire(count, patience.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(patience.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void deliverAll() {
        for (var delivery = waiting.poll(); delivery != null; delivery = waiting.poll()) {
            try {
                if (deliver(delivery) == 200) {
                    acknowledged.incrementAndGet();
                    taken.release();
                } else {
                    waiting.add(delivery);
                }
            } catch (IOException e) {
                waiting.add(delivery);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    int deliver(KapsoWebhooks.Delivery delivery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chat/webhook/"))
                .timeout(ANSWERED_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
