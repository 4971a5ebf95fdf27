package cl.fizko.chat.bootstrap.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is asked to stop in the middle of 500 messages and started again. Unlike a killed one it leaves no call in doubt:
 * every message is answered exactly once and every outcome is known without the provider's help.
 */
class GracefulStopIT {

    private static final int MESSAGES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dataDir;

    @Test
    void everyMessage_isAnsweredExactlyOnce_andNoOutcomeIsInDoubt() throws Exception {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (var kapso = new KapsoDouble()) {
            kapso.answersAfter(Duration.ofMillis(40));
            var environment = WritingCustomers.environment(dataDir, kapso);
            WritingCustomers.connectLine(environment);
            try (var first = ServeProcess.start(environment);
                    var customers = new WritingCustomers(MESSAGES)) {
                customers.writeTo(first.port());
                kapso.awaitSends(1, PATIENCE);
                customers.awaitAcknowledged(50 + new Random(seed).nextInt(150), PATIENCE);
                assertThat(first.terminate()).as("seed %d", seed).isZero();
                assertThat(customers.acknowledged())
                        .as("it was stopped in the middle, seed %d", seed)
                        .isLessThan(MESSAGES);

                try (var second = ServeProcess.start(environment)) {
                    customers.followTo(second.port());
                    customers.awaitEnd(PATIENCE);
                    assertEveryMessageIsAnsweredOnce(kapso, seed);
                    assertThat(second.terminate()).isZero();
                    assertThat(kapso.sends())
                            .as("nothing left after the last answer, seed %d", seed)
                            .hasSize(MESSAGES);
                }
            }
        }
    }

    /** The provider reports nothing here, so an outcome that the stop had lost would stay unknown. */
    private void assertEveryMessageIsAnsweredOnce(KapsoDouble kapso, long seed) throws Exception {
        kapso.awaitSends(MESSAGES, PATIENCE);
        var database = StoredMessages.under(dataDir);
        database.await("select count(*) from whatsapp_messages where direction = 'incoming'", MESSAGES);
        database.await(
                "select count(distinct triggered_by) from whatsapp_messages where direction = 'outgoing'"
                        + " and external_id is not null",
                MESSAGES);
        database.await("select count(*) from whatsapp_messages where direction = 'outgoing'", MESSAGES);
        assertThat(kapso.sends().stream().collect(groupingBy(KapsoDouble.Send::correlation, counting())))
                .as("seed %d", seed)
                .hasSize(MESSAGES)
                .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
    }
}
