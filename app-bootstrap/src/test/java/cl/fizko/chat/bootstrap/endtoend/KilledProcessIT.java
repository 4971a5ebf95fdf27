package cl.fizko.chat.bootstrap.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed in the middle of 500 messages and started again: every message is answered exactly once. */
class KilledProcessIT {

    private static final int MESSAGES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dataDir;

    @Test
    void everyMessage_isAnsweredExactlyOnce() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        System.out.println("seed " + seed);
        try (var kapso = new KapsoDouble()) {
            kapso.answersAfter(Duration.ofMillis(40));
            var environment = WritingCustomers.environment(dataDir, kapso);
            WritingCustomers.connectLine(environment);
            var first = ServeProcess.start(environment);
            try (var customers = new WritingCustomers(MESSAGES)) {
                customers.writeTo(first.port());
                kapso.awaitSends(100 + random.nextInt(200), PATIENCE);
                first.kill();

                try (var second = ServeProcess.start(environment)) {
                    customers.followTo(second.port());
                    customers.awaitEnd(PATIENCE);
                    assertEveryMessageIsAnsweredOnce(customers, kapso, seed);
                    assertThat(second.terminate()).isZero();
                    assertThat(kapso.sends())
                            .as("nothing left after the last answer, seed %d", seed)
                            .hasSize(MESSAGES);
                }
            } finally {
                first.kill();
            }
        }
    }

    private void assertEveryMessageIsAnsweredOnce(WritingCustomers customers, KapsoDouble kapso, long seed)
            throws Exception {
        var sends = kapso.awaitSends(MESSAGES, PATIENCE);
        // Kapso reports what it took; that settles the calls whose answer died with the process
        for (var send : sends) {
            customers.deliver(
                    KapsoWebhooks.sentWithCorrelation(send.to().substring(1), send.wamid(), send.correlation()));
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
}
