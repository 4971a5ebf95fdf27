package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Webhooks.Way.class)
class WebhookBodyTest {

    private static final int LIMIT = 3 * 1024 * 1024;

    private final FakeInbox inbox = new FakeInbox();
    private final Webhooks.Way way;
    private final TestServer server;

    WebhookBodyTest(Webhooks.Way way) {
        this.way = way;
        this.server = Webhooks.server(inbox, way);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8191, 65_535, 65_536, 65_537, 131_074, LIMIT - 1, LIMIT})
    void upToTheLimit_everyByteArrives_withAndWithoutALength(int length) throws Exception {
        var bytes = bytes(length);

        assertThat(status("declared", BodyPublishers.ofByteArray(bytes))).isEqualTo(200);
        assertThat(status("chunked", chunked(bytes))).isEqualTo(200);

        assertThat(inbox.entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.rawBody()).isEqualTo(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 5 * 1024 * 1024})
    void overTheLimit_is413_withAndWithoutALength(int length) throws Exception {
        var bytes = bytes(length);

        for (var body : new BodyPublisher[] {BodyPublishers.ofByteArray(bytes), chunked(bytes)}) {
            ProblemAssert.assertProblem(server.send(Webhooks.delivery(server, Webhooks.PATH, "k", body)), 413);
        }
        assertThat(inbox.entries).isEmpty();
    }

    @Test
    void aLimitBelowWhatIsShort_holds() throws Exception {
        var hundred = HttpLimitsFixture.with().webhookBytes(100).limits();
        try (var narrow = Webhooks.server(inbox, way, hundred)) {
            var tooLong = Webhooks.delivery(narrow, Webhooks.PATH, "k", BodyPublishers.ofByteArray(bytes(101)));
            ProblemAssert.assertProblem(narrow.send(tooLong), 413);
            var whole = Webhooks.delivery(narrow, Webhooks.PATH, "k", BodyPublishers.ofByteArray(bytes(100)));
            assertThat(narrow.send(whole).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tenGigabytesDeclared_is413BeforeAByteIsSent() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Content-Length: 10000000000"));

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 413");
            assertThat(raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoAsksFirst_isToldNoInsteadOfContinue() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Expect: 100-continue", "Content-Length: 5000000"));

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void chunksWithoutEnd_areCutOff() throws Exception {
        var chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Transfer-Encoding: chunked"));
            try {
                for (var megabytes = 0; megabytes < 19; megabytes++) {
                    raw.send(chunk);
                }
            } catch (SocketException cutOff) {
                // The server may hang up before it has been sent everything.
            }

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void noLengthAtAll_isAnEmptyBody() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "X-Nothing: else"));

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
        }
        assertThat(inbox.entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.rawBody()).isEmpty());
    }

    @Test
    void lengthThatIsTooShort_endsTheBodyThere() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Content-Length: 2") + "{}and more that is no request\r\n\r\n");

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 400");
        }
        assertThat(inbox.entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.rawBody()).hasSize(2));
    }

    @Test
    void lengthThatIsTooLong_storesNothing() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("half", "Content-Length: 100") + "{}");
        }

        assertThat(status("whole", BodyPublishers.ofString("{}"))).isEqualTo(200);
        assertThat(inbox.entries).extracting(entry -> entry.key().value()).containsExactly("whole");
    }

    @Test
    void contradictoryLengths_are400() throws Exception {
        try (var raw = RawConnection.to(server)) {
            raw.send(Webhooks.rawHead("k", "Content-Length: 2", "Content-Length: 3") + "{}x");

            var answer = raw.readAnswer();
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
        assertThat(inbox.entries).isEmpty();
    }

    @Test
    void bodyThatTakesTooLong_is408() throws Exception {
        var noTime = HttpLimitsFixture.with().bodyDeadline(Duration.ZERO).limits();
        try (var impatient = Webhooks.server(inbox, way, noTime)) {
            ProblemAssert.assertProblem(impatient.send(Webhooks.delivery(impatient, "k")), 408);
        }
        assertThat(inbox.entries).isEmpty();
    }

    @Test
    void tooManyLongOnes_are503AndShortOnesStillPass() throws Exception {
        inbox.hold();
        var one = HttpLimitsFixture.with().largeWebhooks(1).limits();
        try (var narrow = Webhooks.server(inbox, way, one)) {
            var longBody = BodyPublishers.ofByteArray(bytes(100_000));
            var held = narrow.sendAsync(Webhooks.delivery(narrow, Webhooks.PATH, "first", longBody));
            inbox.awaitArrivals(1);

            var refused = narrow.send(Webhooks.delivery(narrow, Webhooks.PATH, "second", longBody));
            ProblemAssert.assertProblem(refused, 503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("10");

            var small = narrow.sendAsync(Webhooks.delivery(narrow, "small"));
            inbox.awaitArrivals(1);
            inbox.open();
            assertThat(held.join().statusCode()).isEqualTo(200);
            assertThat(small.join().statusCode()).isEqualTo(200);
            assertThat(narrow.send(Webhooks.delivery(narrow, Webhooks.PATH, "again", longBody))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private int status(String key, BodyPublisher body) throws IOException, InterruptedException {
        return server.send(Webhooks.delivery(server, Webhooks.PATH, key, body)).statusCode();
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
