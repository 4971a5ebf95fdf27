package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.Outbox.Share;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose message is claimed before whose, and what is late. */
@Timeout(60)
class OutboxLinesTest {

    private static final Share BULK = new Share(Urgency.BULK, 100, Set.of());
    private static final Share REPLIES = new Share(Urgency.REPLY, 100, Set.of());

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture campaign;
    private Fixture other;
    private Fixture third;
    private Outbox outbox;

    @BeforeEach
    void open() {
        campaign = new Fixture(postgres.database());
        other = company(77_123_456, "line-2");
        third = company(77_123_457, "line-3");
        outbox = postgres.database().outbox();
    }

    @Test
    void claimDue_oneCompanyHasQueuedMany_theOthersHaveEveryThirdTurn() {
        var seed = 20_261_123L;
        var queue = new ArrayList<>(Collections.nCopies(60, campaign));
        queue.addAll(Collections.nCopies(10, other));
        queue.addAll(Collections.nCopies(10, third));
        Collections.shuffle(queue.subList(40, 80), new Random(seed));
        for (var i = 0; i < queue.size(); i++) {
            queue(queue.get(i), i);
        }

        var first = outbox.claimDue(BULK, 12);
        var second = outbox.claimDue(BULK, 18);

        assertThat(first)
                .as("seed %d", seed)
                .extracting(ClaimedSend::config)
                .containsOnly(campaign.config.id(), other.config.id(), third.config.id());
        assertThat(of(other, first)).isEqualTo(4);
        assertThat(of(third, first)).isEqualTo(4);
        assertThat(of(other, second)).isEqualTo(6);
        assertThat(of(campaign, second)).isEqualTo(6);
        assertThat(outbox.claimDue(BULK, 1_000)).hasSize(50);
    }

    @Test
    void claimDue_moreLinesThanAClaimTakes_eachHasItsTurn() {
        for (var i = 0; i < 4; i++) {
            queue(campaign, i);
            queue(other, i);
        }
        queue(third, 1);

        var claimed = new ArrayList<>(outbox.claimDue(BULK, 2));
        claimed.addAll(outbox.claimDue(BULK, 2));

        assertThat(claimed)
                .extracting(ClaimedSend::config)
                .contains(campaign.config.id(), other.config.id(), third.config.id());
    }

    @Test
    void claimDue_keepsToItsShare() {
        for (var i = 0; i < 6; i++) {
            queue(campaign, i);
            queue(other, i);
        }
        var reply = other.receiveAndReply("wamid.1", phone(50), 1);

        assertThat(outbox.claimDue(new Share(Urgency.BULK, 2, Set.of(other.config.id())), 10))
                .extracting(ClaimedSend::config)
                .containsExactly(campaign.config.id(), campaign.config.id());
        assertThat(only(outbox.claimDue(REPLIES, 10)).conversation()).isEqualTo(reply);
        assertThat(outbox.claimDue(new Share(Urgency.BULK, 100, Set.of()), 100)).hasSize(10);
    }

    @Test
    void claimDue_ofALine_longestDueFirst() {
        for (var i = 0; i < 5; i++) {
            queue(campaign, i);
        }
        var oldest = campaign.text("select id from whatsapp_messages order by due_at limit 1");
        assertThat(only(outbox.claimDue(BULK, 1)).id()).hasToString(oldest);
    }

    /** The reply would wait for the campaign's thousands otherwise, since its conversation's order is kept. */
    @Test
    void claimDue_replyBehindAMessageInBulk_bringsThatForward() {
        var conversation = campaign.receive("wamid.1", phone(1));
        queue(campaign, 1);
        var turn = only(postgres.database().turns().claim(List.of(conversation), Fixture.LEASE));
        postgres.database().turns().finish(List.of(Fixture.answer(turn, 2)));

        var inBulk = only(outbox.claimDue(REPLIES, 10));
        assertThat(inBulk.content().words()).contains("oferta");
        assertThat(outbox.record(sent(inBulk, "out.1"))).isTrue();
        assertThat(only(outbox.claimDue(REPLIES, 10)).content().words()).contains("respuesta 0 a wamid.1");
    }

    @Test
    void record_nothingButBulkBehindIt_isNotToldOf() {
        queue(campaign, 1);
        queue(campaign, 1);
        assertThat(outbox.record(sent(only(outbox.claimDue(BULK, 10)), "out.1")))
                .isFalse();
        assertThat(outbox.claimDue(BULK, 10)).hasSize(1);
    }

    @Test
    void submission_inAConversation_isAReply() {
        var conversation = campaign.receive("wamid.1", phone(1));
        submit(campaign, new Destination.InConversation(conversation));
        assertThat(outbox.claimDue(BULK, 10)).isEmpty();
        assertThat(outbox.claimDue(REPLIES, 10)).hasSize(1);
    }

    @Test
    void claimDue_whatANodeOfTheReleaseBeforeQueued_isAReply() {
        queue(campaign, 1);
        campaign.sql("update whatsapp_messages set bulk = default");
        assertThat(outbox.claimDue(REPLIES, 10)).hasSize(1);
    }

    /** As the release before asks: it knows nothing of lines. */
    @Test
    void olderNode_findsWhateverIsDue() {
        queue(campaign, 1);
        other.receiveAndReply("wamid.1", phone(2), 1);
        assertThat(campaign.texts("""
                select m.conversation_id::text from whatsapp_messages m
                 where m.due_at is not null and m.due_at <= clock_timestamp() and m.status = 'queued'
                 order by m.due_at limit 10""")).hasSize(2);
    }

    @Test
    void claimDue_findsLinesAndMessagesByTheIndex() {
        for (var i = 0; i < 50; i++) {
            queue(campaign, i);
        }
        campaign.sql("analyze whatsapp_messages");

        var plan = KeptPlan.of(
                postgres.database().path(),
                OutboxLines.DUE,
                Map.of(
                        "bulk", "true::boolean",
                        "served", "'00000000-0000-0000-0000-000000000000'::uuid",
                        "perLine", "10::int",
                        "without", "'{}'::uuid[]",
                        "limit", "10::int"));

        assertThat(plan)
                .as("%s", plan)
                .anyMatch(line -> line.contains("whatsapp_messages_lines_idx"))
                .noneMatch(line -> line.contains("Seq Scan on whatsapp_messages"));
    }

    /** Both indexes of what is unsent seem to hold nothing then; only one of them knows conversations. */
    @Test
    void claim_afterAVacuumThatFoundTheQueueEmpty_findsAConversationByItsIndex() {
        campaign.receive("wamid.1", phone(1));
        campaign.sql("vacuum analyze whatsapp_messages");

        var plan = KeptPlan.of(
                postgres.database().path(),
                OutboxClaims.CLAIM,
                Map.of(
                        "conversations",
                                "'{00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002}'::uuid[]",
                        "limit", "10::int",
                        "node", "'00000000-0000-0000-0000-000000000001'::uuid",
                        "seconds", "60::int"));

        assertThat(plan)
                .as("%s", plan)
                .anyMatch(line -> line.contains("whatsapp_messages_unsent_idx"))
                .anyMatch(line -> line.contains("Index Cond: (conversation_id = k.id)"))
                .noneMatch(line ->
                        line.contains("Filter: (conversation_id") || line.contains("Filter: ((conversation_id"));
    }

    @Test
    void late_turnsAndRepliesThatNobodyBeganIn_byLine() {
        var late = postgres.database().lateConversations();
        for (var i = 0; i < 3; i++) {
            other.receive("turn." + i, phone(i));
        }
        campaign.receiveAndReply("reply.1", phone(1), 2);
        queue(third, 1);
        assertThat(late.byLine(Duration.ofSeconds(5))).isEmpty();

        campaign.sql("update whatsapp_conversations set pending_since = pending_since - interval '6 seconds'");
        campaign.sql("update whatsapp_messages set due_at = due_at - interval '6 seconds'");
        assertThat(late.byLine(Duration.ofSeconds(5)))
                .containsOnly(Map.entry(other.config.id(), 3), Map.entry(campaign.config.id(), 1));
        assertThat(late.byLine(Duration.ofSeconds(7))).isEmpty();
    }

    @Test
    void late_whatWaitsOnPurpose_isNot() {
        var late = postgres.database().lateConversations();
        var begun = other.receive("begun", phone(1));
        postgres.database().turns().claim(List.of(begun), Fixture.LEASE);
        other.receive("burst", phone(2));
        other.sql("update whatsapp_conversations set not_before = clock_timestamp() where leased_until is null");
        campaign.receiveAndReply("put off", phone(1), 1);
        outbox.record(new Report.Deferred(only(outbox.claimDue(REPLIES, 10)), Duration.ZERO, "http:503", false));
        campaign.sql("update whatsapp_conversations set pending_since = pending_since - interval '1 hour'");
        campaign.sql("update whatsapp_messages set due_at = due_at - interval '1 hour'");

        assertThat(late.byLine(Duration.ofSeconds(5))).isEmpty();
    }

    private Fixture company(int rut, String line) {
        return new Fixture(postgres.database(), new Rut(rut, Rut.checkDigitOf(rut)), line);
    }

    private static long of(Fixture company, List<ClaimedSend> claimed) {
        return claimed.stream()
                .map(ClaimedSend::config)
                .filter(company.config.id()::equals)
                .count();
    }

    /** As a program does that writes to many. */
    private void queue(Fixture company, int person) {
        submit(company, new Destination.Person(phone(person).phone().orElseThrow(), Optional.of(company.config.id())));
    }

    private void submit(Fixture company, Destination to) {
        postgres.database()
                .submissions()
                .submit(
                        Fixture.newMessageId(),
                        new Submission(company.config.companyId(), to, Optional.empty()),
                        (conversation, config) -> new Ruling.Queue<>(new MessageContent.Text("oferta")));
    }

    private static Report sent(ClaimedSend send, String id) {
        return new Report.Sent(send, new ExternalId(id));
    }
}
