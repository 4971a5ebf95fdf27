package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks.Delivery;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More comes in than is answered. The agents are kept from answering by leases that nobody holds. */
@Timeout(120)
class OverloadTest {

    private static final int WAITING = 110;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dataDir;

    @Test
    void backlogIsLate_newMessagesAreToComeAgain_untilItIsAnswered_andNothingIsLost() throws Exception {
        try (var kapso = new KapsoDouble();
                var app = TestApp.start(dataDir, kapso)) {
            app.stored()
                    .change("create function busy() returns trigger language plpgsql as $$ begin "
                            + "new.leased_until := 'infinity'; return new; end $$");
            app.stored()
                    .change("create trigger busy before insert on whatsapp_conversations "
                            + "for each row execute function busy()");
            var accepted = new ArrayList<Integer>();
            for (var i = 0; i < WAITING; i++) {
                assertThat(app.deliver(question(i)).statusCode()).isEqualTo(200);
                accepted.add(i);
            }
            app.stored()
                    .change("update whatsapp_conversations set pending_since = pending_since - interval '1 minute'");

            var refused = untilRefused(app, accepted);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(app.stored().number("select count(*) from webhook_events"))
                    .isEqualTo(accepted.size());
            assertThat(app.deliver(KapsoWebhooks.status("56955500001", "wamid.nobodys", "read"))
                            .statusCode())
                    .as("what makes no work is taken")
                    .isEqualTo(200);

            app.stored().change("drop trigger busy on whatsapp_conversations");
            app.stored().change("update whatsapp_conversations set leased_until = null");
            kapso.awaitSends(accepted.size(), PATIENCE);
            untilAccepted(app, accepted.size());
            kapso.awaitSends(accepted.size() + 1, PATIENCE);
            app.stored().await("select count(*) from whatsapp_messages where status = 'sent'", accepted.size() + 1);
            assertThat(kapso.sends()).extracting(KapsoDouble.Send::to).doesNotHaveDuplicates();
        }
    }

    /** The backlog is read once a second: what is taken meanwhile counts as accepted. */
    private static HttpResponse<String> untilRefused(TestApp app, List<Integer> accepted) throws Exception {
        while (true) {
            var number = accepted.size();
            var answer = app.deliver(question(number));
            if (answer.statusCode() == 503) {
                return answer;
            }
            assertThat(answer.statusCode()).isEqualTo(200);
            accepted.add(number);
        }
    }

    /** The provider brings it again and again. */
    private static void untilAccepted(TestApp app, int number) throws Exception {
        var delivery = question(number);
        while (app.deliver(delivery).statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    private static Delivery question(int number) {
        return KapsoWebhooks.received("569555%05d".formatted(number), "wamid.IN" + number, "¿Cuándo vence el F29?");
    }
}
