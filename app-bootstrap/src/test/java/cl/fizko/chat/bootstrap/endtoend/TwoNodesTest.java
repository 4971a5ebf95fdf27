package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database, and 50 customers who write 20 messages each, to whichever node the balancer picks. */
class TwoNodesTest {

    private static final int CUSTOMERS = 50;
    private static final int MESSAGES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dataDir;

    @Test
    void everyMessage_isAnsweredOnce_inTheOrderOfItsConversation() throws Exception {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (var kapso = new KapsoDouble();
                var first = TestApp.start(dataDir, kapso);
                var second = TestApp.start(dataDir, kapso)) {
            write(List.of(first, second), seed);

            kapso.awaitSends(CUSTOMERS * MESSAGES, PATIENCE);
            first.stored()
                    .await(
                            "select count(*) from whatsapp_messages where direction = 'outgoing' and status = 'sent'",
                            String.valueOf(CUSTOMERS * MESSAGES));
            assertThat(kapso.sends()).hasSize(CUSTOMERS * MESSAGES);
            for (var customer = 0; customer < CUSTOMERS; customer++) {
                var number = number(customer);
                var replies = kapso.sends().stream()
                        .filter(send -> send.to().endsWith(number))
                        .toList();
                assertThat(replies).as("customer %d, seed %d", customer, seed).hasSize(MESSAGES);
                // what left, in the order in which it left, answers what came, in the order in which it came
                var answered = first.stored().text("""
                        select string_agg(t.external_id, ',' order by r.sequence) from whatsapp_messages r
                          join whatsapp_messages t on t.id = r.triggered_by
                          join whatsapp_conversations c on c.id = r.conversation_id
                          join contacts p on p.id = c.contact_id where p.phone = '+%s'""".formatted(number)).orElseThrow();
                assertThat(answered).isEqualTo(String.join(",", ids(customer)));
                var left = first.stored().text("""
                        select string_agg(r.external_id, ',' order by r.sequence) from whatsapp_messages r
                          join whatsapp_conversations c on c.id = r.conversation_id
                          join contacts p on p.id = c.contact_id where p.phone = '+%s' and r.direction = 'outgoing'""".formatted(number)).orElseThrow();
                assertThat(left)
                        .isEqualTo(String.join(
                                ",",
                                replies.stream().map(KapsoDouble.Send::wamid).toList()));
            }
        }
    }

    /** Each customer's messages one after the other, all customers at once, each to a node drawn by chance. */
    private static void write(List<TestApp> nodes, long seed) throws Exception {
        var customers = new ArrayList<Callable<Integer>>();
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            var number = number(customer);
            var ids = ids(customer);
            var random = new Random(seed + customer);
            customers.add(() -> {
                for (var id : ids) {
                    var node = nodes.get(random.nextInt(nodes.size()));
                    assertThat(node.deliver(KapsoWebhooks.received(number, id, "cuando vence el f29"))
                                    .statusCode())
                            .isEqualTo(200);
                }
                return ids.size();
            });
        }
        var threads = Executors.newFixedThreadPool(CUSTOMERS);
        try {
            for (var done : threads.invokeAll(customers)) {
                assertThat(done.get()).isEqualTo(MESSAGES);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> ids(int customer) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> "wamid.C%02d.%02d".formatted(customer, i))
                .toList();
    }

    private static String number(int customer) {
        return "569555%05d".formatted(customer);
    }
}
