package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Webhooks.Way.class)
class WebhookConcurrencyTest {

    private final FakeInbox inbox = new FakeInbox();
    private final Webhooks.Way way;

    WebhookConcurrencyTest(Webhooks.Way way) {
        this.way = way;
    }

    @Test
    void manyBlockedDeliveries_stopNeitherEachOtherNorTheHealthCheck() throws Exception {
        inbox.hold();
        try (var server = Webhooks.server(inbox, way)) {
            var answers = deliver(server, 250);
            inbox.awaitArrivals(250);

            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

            inbox.open();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
        assertThat(inbox.entries).hasSize(250);
    }

    @Test
    void beyondTheBound_deliveriesAreSentAwayAndTheHealthCheckIsNot() throws Exception {
        inbox.hold();
        var four = HttpLimitsFixture.with().webhooksInFlight(4).limits();
        try (var server = Webhooks.server(inbox, way, four)) {
            var held = deliver(server, 4);
            inbox.awaitArrivals(4);

            var refused = server.send(Webhooks.delivery(server, "fifth"));

            ProblemAssert.assertProblem(refused, 503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("10");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

            inbox.open();
            assertThat(held)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(server.send(Webhooks.delivery(server, "fifth")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void stop_waitsForTheDeliveryUnderWay() throws Exception {
        inbox.hold();
        var server = Webhooks.server(inbox, way);
        try (var sender = RawConnection.to(server);
                var other = RawConnection.to(server)) {
            sender.send(Webhooks.rawHead("k", "Content-Length: 2") + "{}");
            inbox.awaitArrivals(1);
            var closed = CompletableFuture.runAsync(server::close);
            other.awaitRefusal();
            assertThat(closed).isNotDone();

            inbox.open();
            assertThat(sender.readAnswer()).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"accepted\"}");
            closed.join();
        }
        assertThat(inbox.entries).hasSize(1);
    }

    @Test
    void slowSenders_holdNoThreadAndNoPlace() throws Exception {
        var two = HttpLimitsFixture.with().webhooksInFlight(2).limits();
        var slow = new ArrayList<RawConnection>();
        try (var server = Webhooks.server(inbox, way, two)) {
            var fewerThreadsThanSenders = 2 * (2 + HttpLimits.THREADS_FOR_THE_REST);
            for (var i = 0; i < fewerThreadsThanSenders; i++) {
                var sender = RawConnection.to(server);
                sender.send(Webhooks.rawHead("slow-" + i, "Content-Length: 2") + "{");
                slow.add(sender);
            }

            assertThat(server.send(Webhooks.delivery(server, "quick")).statusCode())
                    .isEqualTo(200);

            slow.get(0).send("}");
            assertThat(slow.get(0).readAnswer()).startsWith("HTTP/1.1 200");
        } finally {
            closeAll(slow);
        }
        assertThat(inbox.entries).extracting(entry -> entry.key().value()).containsExactly("quick", "slow-0");
    }

    @Test
    void slowSenders_holdSoMuchMemoryAndNoMore_andWhatComesAtOncePassesThem() throws Exception {
        var limits = HttpLimitsFixture.with().waitingBytes(50_000).limits();
        try (var server = Webhooks.server(inbox, way, limits)) {
            try (var greedy = slow(server, "greedy", 60_000)) {
                assertThat(greedy.readAnswer())
                        .startsWith("HTTP/1.1 503")
                        .contains("application/problem+json", "Retry-After: 10");
            }
            for (var i = 0; i < 3; i++) {
                try (var patient = slow(server, "patient-" + i, 40_000)) {
                    assertThat(server.send(Webhooks.delivery(server, "quick-" + i))
                                    .statusCode())
                            .isEqualTo(200);
                    patient.send("x");
                    assertThat(patient.readAnswer()).startsWith("HTTP/1.1 200");
                }
            }
        }
    }

    @Test
    void slowSendersWhoLeave_giveBackWhatTheyHeld() throws Exception {
        var limits = HttpLimitsFixture.with().waitingBytes(50_000).limits();
        try (var server = Webhooks.server(inbox, way, limits)) {
            slow(server, "leaves", 40_000).close();

            var answer = "";
            for (var i = 0; !answer.startsWith("HTTP/1.1 200"); i++) {
                assertThat(i).as("times tried: " + answer).isLessThan(1_000);
                try (var stays = slow(server, "stays-" + i, 40_000)) {
                    server.get("/health/live");
                    stays.send("x");
                    answer = stays.readAnswer();
                }
            }
        }
    }

    /** All of a body but its last byte, or more than may wait. */
    private static RawConnection slow(TestServer server, String key, int bytes) throws IOException {
        var sender = RawConnection.to(server);
        sender.send(Webhooks.rawHead(key, "Content-Length: " + (bytes + 1)) + "x".repeat(bytes));
        return sender;
    }

    private static List<CompletableFuture<HttpResponse<String>>> deliver(TestServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> server.sendAsync(Webhooks.delivery(server, "k" + i)))
                .toList();
    }

    private static void closeAll(List<RawConnection> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
