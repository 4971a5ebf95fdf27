package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Recovery;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class PostgresOutboxTest {

    private static final String CLAIM_ENDED =
            "update whatsapp_messages set claimed_until = clock_timestamp() where status = 'sending'";

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
    void claim_handsOutTheFirstPartWithAllThatSendingNeeds() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);

        var send = only(outbox.claim(List.of(conversation, conversation), 10));

        assertThat(send.content().words()).contains("respuesta 0 a wamid.1");
        assertThat(send.recipient()).isEqualTo(phone(1));
        assertThat(send.config()).isEqualTo(fixture.config.id());
        assertThat(send.conversation()).isEqualTo(conversation);
        assertThat(send.quoted()).contains(new ExternalId("wamid.1"));
        assertThat(send.window().orElseThrow().lastInboundAt()).isEqualTo(Fixture.NOW.minusSeconds(2));
        assertThat(send.attempt()).isEqualTo(1);
        assertThat(outbox.claim(List.of(conversation), 10)).isEmpty();
        assertThat(outbox.claimDue(10)).isEmpty();
    }

    @Test
    void record_sent_freesTheNextPart() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);

        assertThat(outbox.record(sent(only(outbox.claimDue(10)), "out.1"))).isTrue();
        var second = only(outbox.claim(List.of(conversation), 10));
        assertThat(second.content().words()).contains("respuesta 1 a wamid.1");
        assertThat(outbox.record(sent(second, "out.2"))).isFalse();

        assertThat(statuses()).containsExactly("sent|out.1", "sent|out.2");
        assertThat(fixture.count("whatsapp_messages where due_at is not null or claimed_by is not null"))
                .isZero();
    }

    @Test
    void claim_twoNodesAtOnce_neverTheSameNorTwoOfOneConversation() throws Exception {
        var conversations = new ArrayList<ConversationId>();
        for (var i = 0; i < 30; i++) {
            conversations.add(fixture.receiveAndReply("wamid." + i, phone(i), 3));
        }
        var nodes = List.of(outbox, postgres.otherNode().outbox());

        var claimed =
                together(
                                8,
                                i -> i % 3 == 2
                                        ? nodes.get(i % 2).claimDue(20)
                                        : nodes.get(i % 2).claim(conversations, 20))
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(claimed).extracting(ClaimedSend::conversation).doesNotHaveDuplicates();
        assertThat(claimed).hasSize(30);
        assertThat(fixture.number("select max(attempts) from whatsapp_messages"))
                .isEqualTo(1);
    }

    @Test
    void claimDue_answerToAClaimWasLost_handsItsMessagesOutAgain_andNoneThatIsBeingSent() {
        var being = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var lost = fixture.receiveAndReply("wamid.2", phone(2), 1);
        var answers = new LosingAnswers(postgres.database().path());
        try (var cut = new PostgresOutbox(JdbiSetup.on(answers), UUID.randomUUID(), GroupCommitter.Limits.DEFAULT)) {
            cut.start();
            var sending = only(cut.claim(List.of(being), 10));
            answers.loseNext();
            assertThatThrownBy(() -> cut.claim(List.of(lost), 10)).isInstanceOf(StoreBusyException.class);
            assertThat(statuses()).containsExactly("sending|", "sending|");

            var again = only(cut.claimDue(10));

            assertThat(again.conversation()).isEqualTo(lost);
            assertThat(again.attempt()).isEqualTo(1);
            assertThat(again.claim()).isEqualTo(2);
            cut.record(sent(sending, "out.1"));
            cut.record(sent(again, "out.2"));
        }
        assertThat(statuses()).containsExactly("sent|out.1", "sent|out.2");
    }

    @Test
    void claim_limit_isKept() {
        var conversations = new ArrayList<ConversationId>();
        for (var i = 0; i < 5; i++) {
            conversations.add(fixture.receiveAndReply("wamid." + i, phone(i), 1));
        }

        assertThat(outbox.claim(conversations, 3))
                .extracting(ClaimedSend::conversation)
                .containsExactlyElementsOf(conversations.subList(0, 3));
        assertThat(outbox.claimDue(1)).extracting(ClaimedSend::conversation).containsExactly(conversations.get(3));
    }

    @Test
    void record_deferred_isDueLaterAndHoldsTheConversationBack() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);
        var send = only(outbox.claimDue(10));

        assertThat(outbox.record(new Report.Deferred(send, Duration.ofHours(1), "http:429", false)))
                .isFalse();
        assertThat(outbox.claim(List.of(conversation), 10)).isEmpty();
        assertThat(outbox.claimDue(10)).isEmpty();
        assertThat(fixture.number("""
                select count(*) from whatsapp_messages where error_code = 'http:429'
                   and due_at between clock_timestamp() + interval '59 minutes' and clock_timestamp() + interval '1 hour'""")).isEqualTo(1);

        fixture.sql("update whatsapp_messages set due_at = clock_timestamp() where status = 'queued'");
        var again = only(outbox.claimDue(10));
        assertThat(again.id()).isEqualTo(send.id());
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void record_doubtful_isCountedApartFromTheOtherAttempts() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        outbox.record(new Report.Deferred(only(outbox.claimDue(10)), Duration.ZERO, "http:429", false));
        var second = only(outbox.claimDue(10));
        assertThat(second.doubtfulAttempts()).isZero();

        outbox.record(new Report.Deferred(second, Duration.ZERO, "http:500", true));
        var third = only(outbox.claimDue(10));

        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.doubtfulAttempts()).isEqualTo(1);
    }

    @Test
    void claim_messageThatCannotBeRead_failsAloneAndFreesTheNextPart() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);
        fixture.sql("update whatsapp_messages set message_type = 'hologram' where part = 0");
        var other = fixture.receiveAndReply("wamid.2", phone(2), 1);

        assertThat(outbox.claimDue(10)).extracting(ClaimedSend::conversation).containsExactly(other);

        assertThat(
                        fixture.texts(
                                "select concat_ws('|', failure_reason, error_code) from whatsapp_messages where status = 'failed'"))
                .containsExactly("bad_request|unreadable");
        assertThat(only(outbox.claim(List.of(conversation), 10)).content().words())
                .contains("respuesta 1 a wamid.1");
    }

    @Test
    void record_failed_freesTheNextPart() {
        fixture.receiveAndReply("wamid.1", phone(1), 2);
        var send = only(outbox.claimDue(10));

        var due = outbox.record(
                new Report.Failed(send, new Failure(FailureReason.WINDOW_CLOSED, "meta:131047", "closed")));

        assertThat(due).isTrue();
        assertThat(
                        fixture.texts(
                                "select concat_ws('|', status, failure_reason, error_code, error_message) from whatsapp_messages where status = 'failed'"))
                .containsExactly("failed|window_closed|meta:131047|closed");
    }

    @Test
    void record_unknown_doesNotBlockTheNextPart() {
        fixture.receiveAndReply("wamid.1", phone(1), 2);
        var send = only(outbox.claimDue(10));

        assertThat(outbox.record(new Report.Unknown(send, "read timed out"))).isTrue();
        assertThat(only(outbox.claimDue(10)).id()).isNotEqualTo(send.id());
        assertThat(statuses()).containsExactly("unknown|", "sending|");
    }

    @Test
    void expireClaims_silentNode_becomesUnknownAndIsNotSentAgain() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claimDue(10));
        assertThat(outbox.expireClaims()).isZero();

        fixture.sql(CLAIM_ENDED);
        assertThat(postgres.otherNode().outbox().expireClaims()).isEqualTo(1);
        assertThat(outbox.claimDue(10)).isEmpty();

        outbox.record(sent(send, "out.1"));
        assertThat(statuses()).containsExactly("sent|out.1");
    }

    @Test
    void record_lateNewsOfAnExpiredClaim_stillCounts() {
        fixture.receiveAndReply("wamid.1", phone(1), 2);
        var first = only(outbox.claimDue(10));
        fixture.sql(CLAIM_ENDED);
        outbox.expireClaims();
        var second = only(outbox.claimDue(10));

        assertThat(outbox.record(new Report.Deferred(first, Duration.ZERO, "http:503", false)))
                .isTrue();
        assertThat(outbox.claimDue(10)).as("two of one conversation").isEmpty();
        outbox.record(sent(second, "out.2"));

        var again = only(outbox.claimDue(10));
        assertThat(again.id()).isEqualTo(first.id());
        outbox.record(new Report.Deferred(first, Duration.ZERO, "http:503", false));
        assertThat(outbox.claimDue(10)).as("news of an earlier attempt").isEmpty();
        outbox.record(new Report.Failed(again, new Failure(FailureReason.CONFIG, "http:401", "no")));
        assertThat(statuses()).containsExactly("failed|", "sent|out.2");
    }

    /** One claim has looked and seen the second message first; before it commits, the first one is back in the queue. */
    @Test
    void claim_whileAnotherOneHasLooked_waitsForIt() throws Exception {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);
        var first = only(outbox.claimDue(10));
        outbox.record(new Report.Unknown(first, "timed out"));
        var other = postgres.otherNode().outbox();
        List<Future<List<ClaimedSend>>> claims = new ArrayList<>();
        var callers = Executors.newCachedThreadPool();
        postgres.jdbi().useTransaction(held -> {
            held.execute("select 1 from whatsapp_messages where status = 'queued' for update");
            claims.add(callers.submit(() -> outbox.claim(List.of(conversation), 1)));
            while (waiting() < 1) {
                Thread.onSpinWait();
            }
            other.record(new Report.Deferred(first, Duration.ZERO, "http:503", false));
            claims.add(callers.submit(() -> other.claim(List.of(conversation), 1)));
            while (!claims.get(1).isDone() && waiting() < 2) {
                Thread.onSpinWait();
            }
        });

        assertThat(claims.get(0).get()).hasSize(1);
        assertThat(claims.get(1).get()).as("two of one conversation").isEmpty();
        callers.shutdown();
    }

    private long waiting() {
        return fixture.number("select count(*) from pg_locks where not granted");
    }

    @Test
    void record_ofAMessageThatWasSent_neverQueuesOrFailsIt() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claimDue(10));
        outbox.record(sent(send, "out.1"));

        outbox.record(new Report.Deferred(send, Duration.ZERO, "http:503", false));
        outbox.record(new Report.Failed(send, new Failure(FailureReason.OTHER, "x", "y")));
        outbox.record(new Report.Unknown(send, "late"));

        assertThat(statuses()).containsExactly("sent|out.1");
        assertThat(outbox.claimDue(10)).isEmpty();
    }

    @Test
    void record_ofAnotherNodesClaim_changesNothing() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claimDue(10));

        postgres.otherNode().outbox().record(new Report.Deferred(send, Duration.ZERO, "http:503", false));

        assertThat(statuses()).containsExactly("sending|");
    }

    @Test
    void recover_withJournal_requeuesWhatWasNotBegun() {
        for (var i = 0; i < 3; i++) {
            fixture.receiveAndReply("wamid." + i, phone(i), 1);
        }
        var other = postgres.otherNode().outbox();
        var theirs = only(other.claimDue(1));
        var mine = outbox.claimDue(10);

        var recovery = outbox.recover(
                PostgresExtension.NODE, Optional.of(Set.of(mine.get(0).id())));

        assertThat(recovery).isEqualTo(new Recovery(1, 1));
        var again = only(outbox.claimDue(10));
        assertThat(again.id()).isEqualTo(mine.get(1).id());
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(fixture.text("select status from whatsapp_messages where id = '" + theirs.id() + "'"))
                .isEqualTo("sending");
        assertThat(fixture.text("select status from whatsapp_messages where id = '"
                        + mine.get(0).id() + "'"))
                .isEqualTo("unknown");
    }

    @Test
    void recover_withoutJournal_trustsNothing() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        outbox.claimDue(10);

        assertThat(outbox.recover(PostgresExtension.NODE, Optional.empty())).isEqualTo(new Recovery(0, 1));
        assertThat(outbox.recover(PostgresExtension.NODE, Optional.empty())).isEqualTo(new Recovery(0, 0));
        assertThat(outbox.claimDue(10)).isEmpty();
    }

    @Test
    void claimDue_blockedMessages_neverHideTheOthers() {
        fixture.receiveAndReply("wamid.1", phone(1), 20);
        outbox.claimDue(1);
        var other = fixture.receiveAndReply("wamid.2", phone(2), 1);

        assertThat(outbox.claimDue(1)).extracting(ClaimedSend::conversation).containsExactly(other);
    }

    private static Report sent(ClaimedSend send, String id) {
        return new Report.Sent(send, new ExternalId(id));
    }

    private List<String> statuses() {
        return fixture.texts("""
                select status || '|' || coalesce(external_id, '') from whatsapp_messages
                 where direction = 'outgoing' order by conversation_id, sequence""");
    }
}
