package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeldSendsTest {

    private static final Failure WHY = new Failure(FailureReason.OTHER, "limit:line", "a limit of our own");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Outbox outbox;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        outbox = postgres.database().outbox();
    }

    @Test
    void claim_tellsSinceWhenAndByWhomAndWhoAnswers() {
        var before = Instant.now().minusSeconds(1);
        fixture.receiveAndReply("wamid.1", phone(1), 1);

        var send = only(outbox.claimDue(1));

        assertThat(send.firstDueAt()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(send.byAgent()).isTrue();
        assertThat(send.owner()).isEqualTo(ConversationOwner.BOT);
        outbox.record(new Report.Deferred(send, Duration.ZERO, "http:503", false));
        assertThat(only(outbox.claimDue(1)).firstDueAt()).isEqualTo(send.firstDueAt());
    }

    @Test
    void record_held_givesTheAttemptBackAndTellsWhy() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claimDue(1));

        assertThat(outbox.record(new Report.Held(send, Duration.ofHours(1), WHY)))
                .isFalse();

        assertThat(outbox.claimDue(1)).isEmpty();
        assertThat(fixture.texts("""
                select concat_ws('|', status, attempts, doubtful_attempts, failure_reason, error_code, error_message,
                                 due_at between clock_timestamp() + interval '59 minutes' and clock_timestamp() + interval '1 hour',
                                 claimed_by is null)
                  from whatsapp_messages where direction = 'outgoing'""")).containsExactly("queued|0|0|other|limit:line|a limit of our own|t|t");
        fixture.sql("update whatsapp_messages set due_at = clock_timestamp() where status = 'queued'");
        assertThat(only(outbox.claimDue(1)).attempt()).isEqualTo(1);
    }

    @Test
    void record_heldAfterOtherAttempts_keepsThose() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        outbox.record(new Report.Deferred(only(outbox.claimDue(1)), Duration.ZERO, "http:500", true));
        var second = only(outbox.claimDue(1));

        assertThat(outbox.record(new Report.Held(second, Duration.ZERO, WHY))).isTrue();

        var again = only(outbox.claimDue(1));
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.doubtfulAttempts()).isEqualTo(1);
    }

    /** Its answer was lost, so it is stored again; meanwhile the message is being sent under the same attempt. */
    @Test
    void record_heldTwice_neverQueuesWhatIsBeingSent() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var held = new Report.Held(only(outbox.claimDue(1)), Duration.ZERO, WHY);
        outbox.record(held);
        var onItsWay = only(outbox.claimDue(1));

        outbox.record(held);

        assertThat(outbox.claimDue(1)).isEmpty();
        assertThat(fixture.texts("select status from whatsapp_messages where direction = 'outgoing'"))
                .containsExactly("sending");
        outbox.record(new Report.Held(onItsWay, Duration.ZERO, WHY));
        assertThat(outbox.claimDue(1)).hasSize(1);
    }

    /** Else the message would leave once more, though the other node's call may have sent it. */
    @Test
    void record_heldAgain_afterTheClaimOfAnotherNodeBecameUnknown_changesNothing() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var held = new Report.Held(only(outbox.claimDue(1)), Duration.ZERO, WHY);
        outbox.record(held);
        var other = postgres.otherNode().outbox();
        var send = only(other.claimDue(1));
        assertThat(send.attempt()).isEqualTo(held.send().attempt());
        assertThat(send.claim()).isGreaterThan(held.send().claim());
        other.record(new Report.Unknown(send, "timed out"));

        outbox.record(held);
        outbox.record(new Report.Deferred(held.send(), Duration.ZERO, "http:503", false));
        outbox.record(new Report.Failed(held.send(), WHY));

        assertThat(outbox.claimDue(1)).isEmpty();
        assertThat(fixture.texts("select status from whatsapp_messages where direction = 'outgoing'"))
                .containsExactly("unknown");
    }

    /** Such a node counts no claims. */
    @Test
    void record_heldAgain_afterANodeOfTheVersionBeforeLostIt_changesNothing() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var held = new Report.Held(only(outbox.claimDue(1)), Duration.ZERO, WHY);
        outbox.record(held);
        fixture.sql("""
                update whatsapp_messages
                   set status = 'sending', attempts = attempts + 1, claimed_by = gen_random_uuid(), claimed_until = now()
                 where status = 'queued'""");
        fixture.sql("""
                update whatsapp_messages set status = 'unknown', due_at = null, claimed_by = null, claimed_until = null
                 where status = 'sending'""");

        outbox.record(held);

        assertThat(fixture.texts("select status from whatsapp_messages where direction = 'outgoing'"))
                .containsExactly("unknown");
    }
}
