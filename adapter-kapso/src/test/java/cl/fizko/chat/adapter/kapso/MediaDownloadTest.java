package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.MediaSource.Outcome.Fetched;
import cl.fizko.chat.domain.port.MediaSource.Outcome.RetryLater;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that lie about lengths, drip, stall and hang up, over real sockets. */
class MediaDownloadTest {

    private static final int MAX = 200_000;

    @RegisterExtension
    final FakeFileHosts hosts = new FakeFileHosts();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void fetch_exactlyTheLimit_isFetched() {
        answers(new MockResponse.Builder().body(bytes(MAX)));
        assertThat(fetched())
                .isInstanceOfSatisfying(
                        Fetched.class, file -> assertThat(file.bytes()).isEqualTo(MAX));
    }

    @Test
    void fetch_emptyFile_isFetched() {
        answers(new MockResponse.Builder());
        assertThat(fetched()).isInstanceOf(Fetched.class);
    }

    @Test
    void fetch_announcesTooMuch_isRefusedUnread() {
        answers(new MockResponse.Builder().body("abc").setHeader("Content-Length", MAX + 1));
        assertThat(refusal()).isEqualTo("media:size");
        assertThat(written.size()).isZero();
    }

    @Test
    void fetch_sendsMoreThanAllowedWithoutSaying_isRefusedAtTheLimit() {
        answers(new MockResponse.Builder().chunkedBody(bytes(3 * MAX), 10_000));
        assertThat(refusal()).isEqualTo("media:size");
        assertThat(written.size()).isLessThanOrEqualTo(MAX);
    }

    /** Packed bytes would grow past the limit, and their digest would be another. */
    @Test
    void fetch_asksForBytesAsTheyAre() {
        answers(new MockResponse.Builder().body("abc"));
        assertThat(fetched()).isInstanceOf(Fetched.class);
        assertThat(hosts.requests().get(0).getHeaders().values("Accept-Encoding"))
                .containsExactly("identity");
    }

    @Test
    void fetch_sendsLessThanAnnounced_isTriedLater() {
        answers(new MockResponse.Builder()
                .body("abc")
                .setHeader("Content-Length", 10)
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE));
        assertThat(fetched()).isEqualTo(new RetryLater(Optional.empty(), "net:io"));
    }

    /** What is announced ends the file; the digest tells that it is not all. */
    @Test
    void fetch_sendsMoreThanAnnounced_isCutAndSeen() {
        hosts.lookup("{\"download_url\":\"" + hosts.apiUrl("/f")
                + "\",\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}");
        answers(new MockResponse.Builder().body("abc").setHeader("Content-Length", 2));
        assertThat(hosts.source().fetch(FakeFileHosts.request(FakeFileHosts.file("m1", null), MAX), written))
                .isEqualTo(new RetryLater(Optional.empty(), "sha256"));
    }

    @Test
    void fetch_hangsUpInTheMiddle_isTriedLater() {
        answers(new MockResponse.Builder().body(bytes(MAX)).onResponseBody(new SocketEffect.CloseSocket()));
        assertThat(fetched()).isEqualTo(new RetryLater(Optional.empty(), "net:io"));
    }

    @Test
    void fetch_dripsForEver_endsWithTheTime() {
        hosts.whole = Duration.ofMillis(400);
        answers(new MockResponse.Builder().body(bytes(MAX)).throttleBody(1, 20, TimeUnit.MILLISECONDS));
        assertThat(fetched()).isEqualTo(new RetryLater(Optional.empty(), "net:timeout"));
    }

    /** The time is that of all addresses together: each alone would be in time. */
    @Test
    void fetch_redirectsSlowly_endsWithTheTime() {
        hosts.whole = Duration.ofMillis(500);
        answers(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", hosts.apiUrl("/f1"))
                .headersDelay(300, TimeUnit.MILLISECONDS));
        hosts.answers("127.0.0.1/f1", new MockResponse.Builder().body("abc").headersDelay(300, TimeUnit.MILLISECONDS));
        assertThat(fetched()).isEqualTo(new RetryLater(Optional.empty(), "net:timeout"));
    }

    @Test
    void fetch_fallsSilent_endsWithTheIdleTime() {
        hosts.idle = Duration.ofMillis(200);
        answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        assertThat(fetched()).isEqualTo(new RetryLater(Optional.empty(), "net:timeout"));
    }

    @Test
    void fetch_cannotBeWritten_saysSo() {
        answers(new MockResponse.Builder().body("abc"));
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> hosts.source().fetch(request(), full));
    }

    /** Without it a stop of the process would wait for the idle time, which is an hour here. */
    @Test
    void fetch_interruptedInASilence_endsAtOnce() throws Exception {
        hosts.idle = Duration.ofHours(1);
        hosts.whole = Duration.ofHours(1);
        var begun = new CountDownLatch(1);
        hosts.answers("127.0.0.1/f", () -> {
            begun.countDown();
            return new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build();
        });
        var outcome = new CompletableFuture<Outcome>();
        var thread = new Thread(() -> outcome.complete(hosts.sourceOfApi().fetch(request(), written)));
        thread.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(RetryLater.class);
    }

    private MediaSource.Request request() {
        return FakeFileHosts.request(FakeFileHosts.file(null, hosts.apiUrl("/f")), MAX);
    }

    private void answers(MockResponse.Builder answer) {
        hosts.answers("127.0.0.1/f", answer);
    }

    private Outcome fetched() {
        return hosts.source().fetch(request(), written);
    }

    private String refusal() {
        return ((Outcome.Refused) fetched()).failure().code();
    }

    private static Buffer bytes(int length) {
        return new Buffer().write(new byte[length]);
    }
}
