package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.endtoend.FaultyKapso.Accepted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two thousand messages while Kapso is slow, overloaded and forgetful, while webhooks come twice, in another order or not at all:
 * every message is answered, none twice, in order, and every answer ends at its highest status.
 */
class FaultStormTest {

    private static final int CUSTOMERS = 100;
    private static final int MESSAGES_EACH = 20;
    private static final long SEED = Long.getLong("seed", 20_261_123L);

    @TempDir
    private static Path dataDir;

    private final Random random = new Random(SEED);
    private final Queue<Callable<?>> statusWebhooks = new ConcurrentLinkedQueue<>();
    private final Set<String> missed = Collections.synchronizedSet(new HashSet<>());

    @Test
    void twoThousandMessages_noneLost_noneDoubled_statusesAtTheirHighest() throws Exception {
        System.out.println("FaultStormTest: -Dseed=" + SEED);
        try (var kapso = new FaultyKapso(SEED);
                var app = TestApp.startImpatient(dataDir, kapso.baseUrl())) {
            kapso.whenAccepted(send -> announce(app, send));
            deliverAll(app, kapso);
            awaitAnswers(app, kapso);
            deliverStatuses(app);
            assertNothingLostNorDoubled(app, kapso);
            assertInOrder(kapso.accepted());
            assertStatuses(app, kapso);
        }
    }

    /** Each customer's messages one after the other, as Kapso delivers them; eight customers at a time. */
    private void deliverAll(TestApp app, FaultyKapso kapso) throws Exception {
        var customers = new ArrayList<Callable<Void>>();
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            var from = "569" + (55_504_000 + customer);
            var own = new Random(random.nextLong());
            customers.add(() -> {
                for (var i = 0; i < MESSAGES_EACH; i++) {
                    deliver(app, kapso, own, from, "wamid.%s.%02d".formatted(from, i));
                }
                return null;
            });
        }
        onThreads(8, customers);
    }

    private void deliver(TestApp app, FaultyKapso kapso, Random own, String from, String wamid) throws Exception {
        var text = "cuando vence el f29?";
        kapso.remember(from, wamid, text, Instant.now());
        var draw = own.nextInt(100);
        if (draw < 2) {
            missed.add(wamid);
            return;
        }
        var delivery =
                draw < 10 ? KapsoWebhooks.receivedV1(from, wamid, text) : KapsoWebhooks.received(from, wamid, text);
        assertThat(app.deliver(delivery).statusCode()).isEqualTo(200);
        if (draw < 25) {
            assertThat(app.deliver(delivery).statusCode()).isEqualTo(200);
        } else if (draw < 35) {
            assertThat(app.deliver(KapsoWebhooks.received(from, wamid, text)).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Every send's statuses, to be delivered later, some twice and in any order; now and then one before Kapso's answer. */
    private void announce(TestApp app, Accepted send) {
        var own = new Random(SEED ^ send.question().hashCode());
        if (own.nextInt(10) == 0) {
            var early = send.answered()
                    ? KapsoWebhooks.status(send.to(), send.wamid(), "sent")
                    : KapsoWebhooks.sentWithCorrelation(send.to(), send.wamid(), send.correlation());
            try {
                app.deliver(early);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        for (var status : List.of("sent", "delivered", "read")) {
            for (var times = own.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
                statusWebhooks.add(() -> app.deliver(KapsoWebhooks.status(send.to(), send.wamid(), status)));
            }
        }
    }

    private static void awaitAnswers(TestApp app, FaultyKapso kapso) throws InterruptedException {
        // Every message is stored, missed ones by the backfill, and no answer is on its way any more.
        app.stored().await("select count(*) from whatsapp_messages where direction = 'incoming'", total());
        app.stored().await("select count(*) from whatsapp_messages where is_auto_response", total());
        app.stored()
                .await("select count(*) from whatsapp_messages where status in ('queued', 'sending', 'unknown')", 0);
        assertThat(kapso.accepted()).isNotEmpty();
    }

    private void deliverStatuses(TestApp app) throws Exception {
        var shuffled = new ArrayList<>(statusWebhooks);
        Collections.shuffle(shuffled, random);
        onThreads(8, shuffled);
        assertThat(app.stored().number("select count(*) from webhook_events where status = 'quarantined'"))
                .isZero();
    }

    private void assertNothingLostNorDoubled(TestApp app, FaultyKapso kapso) {
        var answers = new HashMap<String, Integer>();
        kapso.accepted().forEach(send -> answers.merge(send.question(), 1, Integer::sum));
        assertThat(answers.values()).as("answers to one message").containsOnly(1);
        assertThat(answers.keySet()).doesNotContainAnyElementsOf(kapso.neverArrived());
        assertThat(answers.size() + kapso.neverArrived().size()).isEqualTo(total());
        assertThat(missed).as("without any the test shows less").isNotEmpty();
        assertThat(app.stored().number("select count(*) from whatsapp_messages where origin = 'backfilled'"))
                .isGreaterThanOrEqualTo(missed.size());
    }

    /** Only a message that its webhook never brought may be answered after later ones. */
    private void assertInOrder(List<Accepted> accepted) {
        Map<String, String> last = new HashMap<>();
        for (var send : accepted) {
            if (!missed.contains(send.question())) {
                var before = last.put(send.to(), send.question());
                assertThat(before == null || before.compareTo(send.question()) < 0)
                        .as("%s answered after %s", send.question(), before)
                        .isTrue();
            }
        }
    }

    private static void assertStatuses(TestApp app, FaultyKapso kapso) {
        assertThat(app.stored().number("select count(*) from whatsapp_messages where status = 'read'"))
                .isEqualTo(kapso.accepted().size());
        assertThat(app.stored().number("""
                        select count(*) from whatsapp_messages
                         where status = 'failed' and failure_reason = 'unknown_outcome'""")).isEqualTo(kapso.neverArrived().size());
        assertThat(app.stored().number("select count(*) from whatsapp_messages where external_id is null"))
                .isEqualTo(kapso.neverArrived().size());
    }

    private static int total() {
        return CUSTOMERS * MESSAGES_EACH;
    }

    private static void onThreads(int count, List<? extends Callable<?>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (var done : threads.invokeAll(List.<Callable<Object>>copyOf(
                    work.stream().map(one -> (Callable<Object>) one::call).toList()))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
