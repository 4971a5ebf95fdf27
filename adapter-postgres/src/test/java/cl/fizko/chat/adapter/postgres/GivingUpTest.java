package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.UnknownSends.UnknownSend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class GivingUpTest {

    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Failure LOST = new Failure(FailureReason.UNKNOWN_OUTCOME, "", "nothing has shown it");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Outbox outbox;
    private UnknownSends unknown;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        outbox = postgres.database().outbox();
        unknown = postgres.database().unknownSends();
    }

    @Test
    void claim_messageThatCannotBeRead_stopsNobodyAndIsGivenUp() {
        var unreadable = lose("wamid.1", 1);
        fixture.sql("update whatsapp_messages set message_type = 'hologram' where status = 'unknown'");
        var other = lose("wamid.2", 2);

        assertThat(unknown.claim(Duration.ZERO, AGAIN, 10))
                .extracting(UnknownSend::id)
                .containsExactly(other.id());
        unknown.lookedFor(List.of(other.id()));
        assertThat(unknown.giveUp(Duration.ZERO, Duration.ofDays(9), 100, LOST)).containsExactly(other.id());
        age(unreadable, "10 days");
        assertThat(unknown.giveUp(Duration.ZERO, Duration.ofDays(9), 100, LOST)).containsExactly(unreadable.id());
    }

    @Test
    void giveUp_onlyWhatWasLookedFor_andLongEnoughUnknown() {
        var looked = lose("wamid.1", 1);
        age(looked, "2 hours");
        claimOnly();
        unknown.lookedFor(List.of(looked.id()));
        var notLooked = lose("wamid.2", 2);
        age(notLooked, "2 hours");

        assertThat(unknown.giveUp(Duration.ofHours(3), Duration.ofDays(9), 100, LOST))
                .isEmpty();
        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .containsExactly(looked.id());
        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .isEmpty();

        assertThat(fixture.texts("""
                select concat_ws('|', status, failure_reason, error_message, unknown_since is null)
                  from whatsapp_messages where status = 'failed'""")).containsExactly("failed|unknown_outcome|nothing has shown it|t");
    }

    @Test
    void giveUp_neverLookedFor_onlyAtLast() {
        var send = lose("wamid.1", 1);
        age(send, "8 days");
        assertThat(claimOnly().id()).as("handed out, but the look failed").isEqualTo(send.id());
        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .isEmpty();

        age(send, "10 days");

        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .containsExactly(send.id());
    }

    @Test
    void giveUp_lostOnceMore_isLookedForOnceMore() {
        var send = lose("wamid.1", 1);
        claimOnly();
        unknown.lookedFor(List.of(send.id()));
        outbox.record(new Report.Deferred(send, Duration.ZERO, "http:503", false));
        unknown.lookedFor(List.of(send.id()));
        assertThat(fixture.count("whatsapp_messages where looked_for")).isZero();
        outbox.record(new Report.Unknown(only(outbox.claimDue(1)), "timed out"));
        unknown.lookedFor(List.of(send.id()));
        age(send, "2 hours");

        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .as("the look was for the call before")
                .isEmpty();
        claimOnly();
        unknown.lookedFor(List.of(send.id()));
        assertThat(unknown.giveUp(Duration.ofHours(1), Duration.ofDays(9), 100, LOST))
                .hasSize(1);
    }

    @Test
    void status_afterGivingUp_movesItAfterAllAndClearsWhy() {
        var send = lose("wamid.1", 1);
        giveUp(claimOnly());

        status(send, "out.1", DeliveryStatus.DELIVERED);

        assertThat(fixture.texts("""
                select concat_ws('|', status, external_id, failure_reason, error_code, error_message)
                  from whatsapp_messages where direction = 'outgoing'""")).containsExactly("delivered|out.1");
    }

    @Test
    void adopt_afterGivingUp_movesItAfterAll() {
        lose("wamid.1", 1);
        var lost = claimOnly();
        giveUp(lost);

        assertThat(unknown.adopt(lost, found("out.1", DeliveryStatus.SENT))).isTrue();

        assertThat(outgoing()).containsExactly("sent|out.1|");
    }

    @Test
    void status_afterAnyOtherFailure_changesNothing() {
        var send = lose("wamid.1", 1);
        outbox.record(new Report.Failed(send, new Failure(FailureReason.RETRIES_EXHAUSTED, "http:503", "given up")));

        status(send, "out.1", DeliveryStatus.DELIVERED);

        assertThat(outgoing()).containsExactly("failed|out.1|http:503");
    }

    @Test
    void failure_ofTheProvider_afterGivingUp_isTheOneThatStays() {
        var send = lose("wamid.1", 1);
        giveUp(claimOnly());

        status(send, "out.1", DeliveryStatus.FAILED);
        status(send, "out.1", DeliveryStatus.DELIVERED);

        assertThat(outgoing()).containsExactly("failed|out.1|meta:131026");
    }

    private void giveUp(UnknownSend lost) {
        unknown.lookedFor(List.of(lost.id()));
        assertThat(unknown.giveUp(Duration.ZERO, Duration.ofDays(9), 100, LOST)).containsExactly(lost.id());
    }

    private ClaimedSend lose(String incoming, int customer) {
        var conversation = fixture.receiveAndReply(incoming, phone(customer), 1);
        var send = only(outbox.claim(List.of(conversation), 1));
        outbox.record(new Report.Unknown(send, "timed out"));
        return send;
    }

    private UnknownSend claimOnly() {
        return only(unknown.claim(Duration.ZERO, Duration.ofHours(1), 10));
    }

    private void age(ClaimedSend send, String age) {
        fixture.sql("update whatsapp_messages set unknown_since = now() - interval '" + age + "' where id = '"
                + send.id() + "'");
    }

    private void status(ClaimedSend send, String id, DeliveryStatus status) {
        postgres.database().inbox().store(fixture.delivery(fixture.moving(id, Optional.of(send.id()), status)));
    }

    private static Sent found(String id, DeliveryStatus status) {
        return new Sent(
                new ExternalId(id),
                Optional.empty(),
                Optional.of(phone(1)),
                new MessageContent.Text("respuesta"),
                Optional.empty(),
                status,
                NOW,
                Optional.empty());
    }

    private List<String> outgoing() {
        return fixture.texts("""
                select concat_ws('|', status, coalesce(external_id, ''), coalesce(error_code, '')) from whatsapp_messages
                 where direction = 'outgoing' order by conversation_id, sequence""");
    }
}
