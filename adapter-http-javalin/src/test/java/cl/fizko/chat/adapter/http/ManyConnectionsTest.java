package cl.fizko.chat.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With {@code -Dchat.test.connections=10000} there are more of them. */
class ManyConnectionsTest {

    private static final int CONNECTIONS = Integer.getInteger("chat.test.connections", 2_000);
    private static final int DELIVERIES = 50;

    private final FakeInbox inbox = new FakeInbox();

    @Test
    void deliveriesGoOn_besideManyConnections_silentOnesAndSlowOnesOfEveryKind() throws Exception {
        try (var server = Webhooks.server(inbox);
                var held = ManyConnections.to(server, CONNECTIONS)) {
            var answers = IntStream.range(0, DELIVERIES)
                    .mapToObj(i -> server.sendAsync(Webhooks.delivery(server, "quick-" + i)))
                    .toList();

            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(held.isHolding()).isTrue();
        }
        assertThat(inbox.entries).hasSize(DELIVERIES);
    }
}
