package cl.fizko.chat.bootstrap.media;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.kapso.KapsoPlugin;
import cl.fizko.chat.application.media.FetchMedia;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.media.RetryPauses;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.BackgroundTasks;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import cl.fizko.chat.domain.port.MediaStore;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the job to the file on the disk, with Kapso on loopback. */
@Timeout(60)
class MediaFetchTest {

    private static final MediaStore.Key KEY = new MediaStore.Key(new CompanyId(1), new MessageId(new UUID(0x7000L, 1)));

    @TempDir
    Path dataDir;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer kapso;

    @BeforeEach
    void start() throws IOException {
        kapso = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        kapso.setExecutor(threads);
        kapso.createContext(
                "/meta/v24.0/m1",
                exchange ->
                        answer(exchange, "{\"download_url\":\"" + url("/file") + "\",\"mime_type\":\"image/png\"}"));
        kapso.start();
    }

    @AfterEach
    void stop() {
        kapso.stop(0);
        threads.shutdownNow();
    }

    @Test
    void start_jobThatIsDue_endsAsAFile() throws Exception {
        kapso.createContext("/file", exchange -> answer(exchange, "abc"));
        var store = FileSystemMediaStore.open(dataDir, Clock.systemUTC());
        var jobs = new OneJob(job());
        try (var worker = worker(jobs, store)) {
            worker.start();
            assertThat(jobs.outcome()).isEqualTo("stored 3 bytes image/png");
        }
        try (var file = store.open(KEY).orElseThrow()) {
            assertThat(file.readAllBytes()).asString().isEqualTo("abc");
        }
        assertThat(files()).hasSize(1);
    }

    /** The server sends half of the file and then nothing, for longer than the stop may take. */
    @Test
    void close_inTheMiddleOfAFile_leavesNothing() throws Exception {
        var halfway = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        kapso.createContext("/file", exchange -> {
            exchange.sendResponseHeaders(200, 200_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.getResponseBody().flush();
            halfway.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var jobs = new OneJob(job());
        var worker = worker(jobs, FileSystemMediaStore.open(dataDir, Clock.systemUTC()));
        try (worker) {
            worker.start();
            assertThat(halfway.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
        assertThat(jobs.hasOutcome()).isFalse();
    }

    private BackgroundTasks worker(OneJob jobs, MediaStore store) {
        var provider =
                new KapsoPlugin().open(Map.of("KAPSO_API_BASE_URL", url("/meta/v24.0"), "KAPSO_API_TOKEN", "clave"));
        var providers = new Providers(Map.of(OneJob.CONFIG.provider(), provider), provider.messaging());
        var fetching =
                new FetchMedia(jobs, store, OneJob.configs(), providers, new RetryPauses(new Random(1)), 1_000_000);
        return new BackgroundTasks(List.of(new MediaWorker(jobs, fetching)), Duration.ofSeconds(10));
    }

    private static MediaJob job() {
        var file = new MediaReference(
                Optional.of("m1"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new MediaJob(KEY, OneJob.CONFIG.id(), MediaKind.IMAGE, file, 1);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + kapso.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(dataDir)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
