package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private static final Routes HELLO = routes -> routes.get("/hello", ctx -> ctx.result("\"hello\""), Access.PUBLIC);

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Answers when the gate opens. */
    private final Routes slow = routes -> routes.get(
            "/slow",
            ctx -> {
                arrived.release();
                assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
                ctx.result("\"done\"");
            },
            Access.PUBLIC);

    @Test
    void oneConnection_carriesManyRequests() throws Exception {
        try (var server = TestServer.with(HELLO);
                var raw = RawConnection.to(server)) {
            for (var i = 0; i < 3; i++) {
                raw.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200").endsWith("\"hello\"");
            }
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        try (var server = TestServer.with(HELLO);
                var raw = RawConnection.to(server)) {
            raw.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void silentConnection_isClosed() throws Exception {
        try (var server = TestServer.with(hasty(), Optional.empty(), HELLO);
                var raw = RawConnection.to(server)) {
            assertThat(raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void bodyThatStops_isGivenUp() throws Exception {
        Routes echo = routes -> routes.post("/echo", ctx -> ctx.result(ctx.bodyAsBytes()), Access.PUBLIC);
        try (var server = TestServer.with(hasty(), Optional.empty(), echo);
                var raw = RawConnection.to(server)) {
            raw.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12");

            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 408").contains("application/problem+json");
            assertThat(raw.isClosedByServer()).isTrue();
        }
    }

    private static HttpLimits hasty() {
        var base = HttpLimits.defaults();
        return new HttpLimits(
                base.webhookBytes(),
                base.requestBytes(),
                base.webhooksInFlight(),
                base.largeWebhooksInFlight(),
                base.waitingBytes(),
                base.bodyDeadline(),
                Duration.ofMillis(50),
                base.drain());
    }

    @Test
    void start_portInUse_saysWhere() {
        try (var server = TestServer.with(HELLO);
                var second = new HttpServer(
                        List.of(), key -> Optional.empty(), HttpLimits.defaults(), EdgeSettings.none())) {
            assertThatThrownBy(() -> second.start(TestServer.HOST, server.port))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(TestServer.HOST + ":" + server.port);
        }
    }

    @Test
    void start_twice_isRefused() {
        try (var server = TestServer.with(HELLO)) {
            assertThatThrownBy(() -> server.server.start(TestServer.HOST, 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void close_waitsForTheRequestInFlightAndSendsNewOnesAway() throws Exception {
        var server = TestServer.with(slow);
        try (var other = RawConnection.to(server)) {
            assertThat(other.askForNothing()).startsWith("HTTP/1.1 404");
            var answer = server.sendAsync(server.request("/slow"));
            arrived.acquire();

            var closed = CompletableFuture.runAsync(server::close);
            other.awaitRefusal();
            assertThat(closed).isNotDone();
            assertThat(answer).isNotDone();

            gate.countDown();
            assertThat(answer.join().body()).isEqualTo("\"done\"");
            closed.join();
        }
        server.close();
    }

    @Test
    void close_doesNotWaitForever() throws Exception {
        var hasty = HttpLimitsFixture.with().drain(Duration.ofMillis(50)).limits();
        var server = TestServer.with(hasty, Optional.empty(), slow);
        var answer = server.sendAsync(server.request("/slow"));
        arrived.acquire();

        server.close();

        assertThat(gate.getCount()).isEqualTo(1);
        gate.countDown();
        assertThat(answer.handle((a, e) -> "ended").join()).isEqualTo("ended");
    }

    @Test
    void close_withoutStart_isNothing() {
        new HttpServer(List.of(HELLO), key -> Optional.empty(), HttpLimits.defaults(), EdgeSettings.none()).close();
    }
}
