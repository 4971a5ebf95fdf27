package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed webhook comes in, the right agent's reply leaves through Kapso's API, and its status follows. */
class MainJobTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path dataDir;

    private static KapsoDouble kapso;
    private static TestApp app;

    @BeforeAll
    static void start() throws IOException {
        kapso = new KapsoDouble();
        app = TestApp.start(dataDir, kapso);
    }

    @AfterAll
    static void stop() {
        app.close();
        kapso.close();
    }

    @Test
    void aQuestion_isAnsweredByItsAgent_andReachesRead_howeverTheStatusesArrive() throws Exception {
        var customer = "56955500101";
        var deliveredFirst = new AtomicReference<Exception>();
        kapso.beforeAnswering(send -> {
            if (send.to().endsWith(customer)) {
                try { // one status comes before the call that sent the message has returned
                    assertThat(app.deliver(KapsoWebhooks.status(customer, send.wamid(), "delivered"))
                                    .statusCode())
                            .isEqualTo(200);
                } catch (IOException | InterruptedException e) {
                    deliveredFirst.set(e);
                }
            }
        });

        var answer = app.deliver(KapsoWebhooks.received(customer, "wamid.IN1", "¿Cuándo debo presentar el F29?"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");

        var sends = sendsTo(customer, 1);
        var send = sends.get(0);
        assertThat(deliveredFirst.get()).isNull();
        assertThat(send.path()).isEqualTo("/meta/whatsapp/v24.0/" + KapsoWebhooks.LINE + "/messages");
        assertThat(send.apiKey()).isEqualTo(TestApp.TOKEN);
        assertThat(send.to()).isEqualTo("+" + customer);
        assertThat(send.text()).contains("F29");
        var reply = "select %s from whatsapp_messages where external_id = '" + send.wamid() + "'";
        app.stored().await(reply.formatted("status"), "delivered");
        assertThat(app.stored().text(reply.formatted("agent_name"))).contains("tax_reminder");
        assertThat(app.stored().text(reply.formatted("id"))).contains(send.correlation());

        app.deliver(KapsoWebhooks.status(customer, send.wamid(), "read"));
        assertThat(app.stored().text(reply.formatted("status"))).contains("read");
        app.deliver(KapsoWebhooks.status(customer, send.wamid(), "sent"));
        app.deliver(KapsoWebhooks.status(customer, send.wamid(), "delivered"));
        assertThat(app.stored().text(reply.formatted("status"))).contains("read");
        assertThat(sendsTo(customer, 1)).hasSize(1);
    }

    @Test
    void aMessageOfPayloadVersion1_isAnsweredToo() throws Exception {
        assertThat(app.deliver(KapsoWebhooks.receivedV1("56955500102", "wamid.V1", "cuando vence el f29"))
                        .body())
                .contains("accepted");
        assertThat(sendsTo("56955500102", 1).get(0).text()).contains("F29");
    }

    @Test
    void aBatch_isAnsweredMessageByMessage_inOrder() throws Exception {
        var batch = KapsoWebhooks.batch(
                "56955500103",
                "wamid.B",
                "hola",
                "cuando vence el f29",
                "cuanto me retienen por una boleta de 500 lucas");
        assertThat(app.deliver(batch).body()).contains("accepted");
        var sends = sendsTo("56955500103", 3);
        assertThat(sends.get(1).text()).contains("F29");
        assertThat(sends.get(2).text()).contains("76.250");
        // the fallback of a failing batch: its elements one by one, under keys of their own
        assertThat(app.deliver(KapsoWebhooks.received("56955500103", "wamid.B2", "cuando vence el f29"))
                        .body())
                .contains("duplicate");
    }

    @Test
    void theSameDelivery_twentyTimesAtOnce_hasOneEffect() throws Exception {
        var delivery = KapsoWebhooks.received("56955500104", "wamid.SAME", "hola");
        var ready = new CountDownLatch(20);
        var attempts = new ArrayList<Callable<Integer>>(Collections.nCopies(20, () -> {
            ready.countDown();
            ready.await();
            return app.deliver(delivery).statusCode();
        }));
        var threads = Executors.newFixedThreadPool(20);
        try {
            for (var status : threads.invokeAll(attempts)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
        sendsTo("56955500104", 1);
        app.stored()
                .await(
                        "select r.status from whatsapp_messages r join whatsapp_messages q on q.id = r.triggered_by"
                                + " where q.external_id = 'wamid.SAME'",
                        "sent");
        assertThat(sendsTo("56955500104", 1)).hasSize(1);
        var conversation = "(select conversation_id from whatsapp_messages where external_id = 'wamid.SAME')";
        assertThat(app.stored()
                        .number("select count(*) from whatsapp_messages where conversation_id = " + conversation
                                + " and direction = 'incoming'"))
                .isEqualTo(1);
        assertThat(app.stored()
                        .number("select count(*) from whatsapp_messages where conversation_id = " + conversation
                                + " and direction = 'outgoing'"))
                .isEqualTo(1);
    }

    @Test
    void anUnknownEvent_isStoredAndAnswered200() throws Exception {
        var answer = app.deliver(KapsoWebhooks.signed("whatsapp.poll.updated", "{\"poll\":{\"id\":\"p\"}}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(app.stored()
                        .number("select count(*) from webhook_events where event_name = 'whatsapp.poll.updated'"))
                .isEqualTo(1);
    }

    private static List<KapsoDouble.Send> sendsTo(String customer, int count) throws InterruptedException {
        return kapso.awaitSendsTo(customer, count, SOON);
    }
}
