package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.identity.TimeOrderedIds;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class UnknownSendsTest {

    private static final Duration AGAIN = Duration.ofMinutes(5);

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
    void claim_tellsAllThatLookingNeeds() {
        var send = lose("wamid.1", 1);
        fixture.sql("update whatsapp_conversations set provider_conversation_id = 'thread-1'");

        var lost = only(unknown.claim(Duration.ZERO, AGAIN, 10));

        assertThat(lost.id()).isEqualTo(send.id());
        assertThat(lost.config()).isEqualTo(fixture.config.id());
        assertThat(lost.recipient()).isEqualTo(phone(1));
        assertThat(lost.content().words()).contains("respuesta 0 a wamid.1");
        assertThat(lost.quoted()).contains(new ExternalId("wamid.1"));
        assertThat(lost.providerConversation()).contains("thread-1");
        assertThat(lost.unknownSince())
                .isBetween(send.firstDueAt(), Instant.now().plusSeconds(1));
    }

    @Test
    void claim_waitsBeforeEachLook_longestUnknownFirst() {
        var send = lose("wamid.1", 1);
        var older = lose("wamid.2", 2);
        assertThat(unknown.claim(Duration.ofHours(1), AGAIN, 10)).isEmpty();
        age(send, "2 hours");
        age(older, "3 hours");

        assertThat(unknown.claim(Duration.ofHours(1), AGAIN, 1))
                .extracting(UnknownSend::id)
                .containsExactly(older.id());
        assertThat(unknown.claim(Duration.ofHours(1), AGAIN, 10))
                .extracting(UnknownSend::id)
                .containsExactly(send.id());
        assertThat(unknown.claim(Duration.ofHours(1), AGAIN, 10)).isEmpty();
        fixture.sql("update whatsapp_messages set looked_for_at = looked_for_at - interval '5 minutes'");
        assertThat(unknown.claim(Duration.ofHours(1), AGAIN, 10)).hasSize(2);
    }

    @Test
    void claim_twoNodesAtOnce_neverTheSame() throws Exception {
        for (var i = 0; i < 20; i++) {
            lose("wamid." + i, i);
        }
        var nodes = List.of(unknown, postgres.otherNode().unknownSends());

        var claimed = together(6, i -> nodes.get(i % 2).claim(Duration.ZERO, AGAIN, 10)).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(claimed).extracting(UnknownSend::id).doesNotHaveDuplicates();
    }

    @Test
    void claim_everyWayToBecomeUnknown_isFound() {
        lose("wamid.1", 1);
        fixture.receiveAndReply("wamid.2", phone(2), 1);
        outbox.claimDue(1);
        fixture.sql("update whatsapp_messages set claimed_until = clock_timestamp() where status = 'sending'");
        outbox.expireClaims();
        fixture.receiveAndReply("wamid.3", phone(3), 1);
        outbox.claimDue(1);
        outbox.recover(PostgresExtension.NODE, Optional.empty());

        assertThat(unknown.claim(Duration.ZERO, AGAIN, 10)).hasSize(3);
    }

    @Test
    void claim_everyWayToBecomeKnown_leavesIt() {
        var sent = lose("wamid.1", 1);
        var requeued = lose("wamid.2", 2);
        var failed = lose("wamid.3", 3);
        var delivered = lose("wamid.4", 4);
        unknown.claim(Duration.ZERO, AGAIN, 10);

        outbox.record(new Report.Sent(sent, new ExternalId("out.1")));
        outbox.record(new Report.Deferred(requeued, Duration.ZERO, "http:503", false));
        outbox.record(new Report.Failed(failed, new Failure(FailureReason.CONFIG, "http:401", "no")));
        status(delivered, "out.4", DeliveryStatus.DELIVERED);

        assertThat(unknown.claim(Duration.ZERO, Duration.ZERO, 10)).isEmpty();
        assertThat(fixture.count("whatsapp_messages where unknown_since is not null or looked_for_at is not null"))
                .isZero();
    }

    @Test
    void adopt_takesTheIdTheStatusAndWhatWaited() {
        lose("wamid.1", 1);
        var lost = claimOnly();
        postgres.database().inbox().store(fixture.delivery(fixture.moving("out.1", DeliveryStatus.READ)));

        assertThat(unknown.adopt(lost, found("out.1", DeliveryStatus.DELIVERED)))
                .isTrue();

        assertThat(outgoing()).containsExactly("read|out.1|");
        assertThat(fixture.text("select (sent_at = timestamptz '2026-11-20 15:00:00+00')::text from whatsapp_messages"
                        + " where status = 'read'"))
                .isEqualTo("true");
        assertThat(fixture.count("parked_statuses")).isZero();
        assertThat(unknown.claim(Duration.ZERO, Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void adopt_thatItFailed_keepsWhy() {
        lose("wamid.1", 1);
        var failure = new Failure(FailureReason.RECIPIENT, "meta:131026", "undeliverable");

        assertThat(unknown.adopt(
                        claimOnly(),
                        new Sent(
                                new ExternalId("out.1"),
                                Optional.empty(),
                                Optional.empty(),
                                new MessageContent.Text("x"),
                                Optional.empty(),
                                DeliveryStatus.FAILED,
                                NOW,
                                Optional.of(failure))))
                .isTrue();

        assertThat(outgoing()).containsExactly("failed|out.1|meta:131026");
    }

    @Test
    void adopt_idOfAnotherMessage_storesNothing() {
        lose("wamid.1", 1);
        var lost = claimOnly();
        postgres.database().inbox().store(fixture.delivery(fixture.replying("out.1", phone(2))));

        assertThat(unknown.adopt(lost, found("out.1", DeliveryStatus.SENT))).isFalse();
        assertThat(unknown.adopt(lost, found("wamid.1", DeliveryStatus.SENT))).isFalse();

        assertThat(fixture.count("whatsapp_messages where status = 'unknown' and external_id is null"))
                .isEqualTo(1);
    }

    @Test
    void adopt_twoSendsOfOneId_oneGetsIt() throws Exception {
        var other = postgres.otherNode().unknownSends();
        for (var round = 0; round < 20; round++) {
            lose("wamid.a" + round, 1);
            lose("wamid.b" + round, 2);
            var lost = unknown.claim(Duration.ZERO, AGAIN, 2);
            var id = "out." + round;

            var adopted =
                    together(2, i -> (i == 0 ? unknown : other).adopt(lost.get(i), found(id, DeliveryStatus.SENT)));

            assertThat(adopted).containsExactlyInAnyOrder(true, false);
        }
    }

    /** The echo of a person's message and the adoption of the same id, straight through the transactions. */
    @Test
    void adopt_whileThatIdArrivesAsAPersonsMessage_neverDeadlocks() throws Exception {
        var groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        fixture.receive("wamid.known", phone(2));
        for (var round = 0; round < 50; round++) {
            lose("wamid." + round, 1);
            var lost = claimOnly();
            var id = "out." + round;
            var group = List.of(fixture.delivery(fixture.replying(id, phone(2))));
            together(
                    2,
                    i -> i == 0
                            ? groups.commit(group)
                            : postgres.jdbi()
                                    .inTransaction(handle ->
                                            PostgresUnknownSends.adopt(handle, lost, found(id, DeliveryStatus.SENT))));
            assertThat(fixture.count("whatsapp_messages where external_id = '" + id + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void adopt_settledMeanwhile_storesNothing() {
        var send = lose("wamid.1", 1);
        var lost = claimOnly();
        outbox.record(new Report.Deferred(send, Duration.ZERO, "http:503", false));

        assertThat(unknown.adopt(lost, found("out.1", DeliveryStatus.SENT))).isFalse();

        assertThat(outgoing()).containsExactly("queued||http:503");
    }

    @Test
    void report_thatComesLate_tellsTheTimeOfTheCall() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claim(List.of(conversation), 1));
        fixture.sql("update whatsapp_messages set claimed_until = now() - interval '3 hours' where status = 'sending'");

        outbox.record(new Report.Unknown(send, "timed out"));

        assertThat(unknown.claim(Duration.ofHours(2), AGAIN, 10))
                .extracting(UnknownSend::id)
                .containsExactly(send.id());
    }

    /** A node of the version before knows nothing of {@code unknown_since}: neither to set it nor to clear it. */
    @Test
    void claim_lostBesideANodeOfTheVersionBefore_isFoundUntilItIsKnown() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var send = only(outbox.claimDue(1));
        fixture.sql("""
                update whatsapp_messages set status = 'unknown', due_at = null, claimed_by = null, claimed_until = null
                 where status = 'sending'""");

        assertThat(claimOnly().id()).isEqualTo(send.id());

        fixture.sql("update whatsapp_messages set status = 'sent' where status = 'unknown'");
        assertThat(fixture.count("whatsapp_messages where unknown_since is not null or looked_for_at is not null"))
                .isZero();
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
