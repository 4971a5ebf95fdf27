package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people of the company write with the WhatsApp Business app. */
@Timeout(60)
class HumanRepliesTest {

    private static final long SEED = 20261123;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private Inbox inbox;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        inbox = postgres.database().inbox();
    }

    @Test
    void store_toANewCustomer_makesTheConversationAPersons() {
        var receipt = inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        assertThat(receipt.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(receipt.awaitingTurn()).isEmpty();
        assertThat(fixture.texts("""
                select concat_ws('|', c.owner, c.epoch, c.unread_count, c.message_count, c.last_inbound_at is null,
                                 c.pending_since is null, c.provider_conversation_id, p.name)
                  from whatsapp_conversations c join contacts p on p.id = c.contact_id""")).containsExactly("human|1|0|1|t|t|thread-1|Ana");
        assertThat(fixture.texts("""
                select concat_ws('|', direction, status, content, is_auto_response, origin, due_at is null,
                                 sent_at = timestamptz '2026-11-20 14:59:59+00', sequence) from whatsapp_messages""")).containsExactly("outgoing|sent|le ayudo yo|f|business_app|t|t|1");
    }

    @Test
    void store_toAKnownCustomer_countsNothingUnreadAndOpensNoWindow() {
        fixture.receive("wamid.1", phone(1));
        fixture.sql("""
                update whatsapp_conversations
                   set last_inbound_at = timestamptz '2026-11-01 00:00:00+00', last_active_at = timestamptz '2026-11-01 00:00:00+00'""");

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        assertThat(fixture.texts("""
                select concat_ws('|', owner, unread_count, message_count, last_sequence, awaiting_through,
                                 last_inbound_at = timestamptz '2026-11-01 00:00:00+00',
                                 last_active_at = timestamptz '2026-11-20 15:00:00+00')
                  from whatsapp_conversations""")).containsExactly("human|1|2|2|1|t|t");
    }

    @Test
    void store_sameReplyUnderManyKeys_fromTwoNodes_takesOverOnce() throws Exception {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 20; i++) {
            entries.add(fixture.delivery(fixture.replying("echo.1", phone(1))));
        }
        var inboxes = List.of(inbox, postgres.otherNode().inbox());

        var statuses =
                together(20, i -> inboxes.get(i % 2).store(entries.get(i)).status());

        assertThat(statuses).containsOnlyOnce(WebhookEventStatus.APPLIED);
        assertThat(statuses.stream().filter(WebhookEventStatus.DUPLICATE::equals))
                .hasSize(19);
        assertThat(fixture.texts("select message_count || '|' || epoch from whatsapp_conversations"))
                .containsExactly("1|1");
    }

    @Test
    void store_repeatedAfterTheBotGotItBack_takesNothingOver() {
        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));
        fixture.sql("update whatsapp_conversations set owner = 'bot'");

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        assertThat(fixture.texts("select owner || '|' || epoch from whatsapp_conversations"))
                .containsExactly("bot|1");
    }

    @Test
    void store_history_takesNothingOver() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1), false)));

        assertThat(fixture.text("select owner from whatsapp_conversations")).isEqualTo("bot");
        assertThat(postgres.database().outbox().claim(List.of(conversation), 1)).hasSize(1);
    }

    /** What a person wrote hours ago and we find only now is no reason to leave the customer without an answer. */
    @Test
    void store_backfilled_takesOverOnlyWhenItIsRecent() {
        fixture.receive("wamid.1", phone(1));

        inbox.store(fixture.backfill(fixture.replying("echo.1", phone(1), NOW.minus(Duration.ofMinutes(31)))));

        assertThat(fixture.texts("select concat_ws('|', owner, epoch, message_count) from whatsapp_conversations"))
                .containsExactly("bot|0|2");
        inbox.store(fixture.backfill(fixture.replying("echo.2", phone(1), NOW.minus(Duration.ofMinutes(30)))));
        assertThat(fixture.texts("select concat_ws('|', owner, epoch, message_count) from whatsapp_conversations"))
                .containsExactly("human|1|3");
        inbox.store(fixture.delivery(fixture.replying("echo.3", phone(2), NOW.minus(Duration.ofHours(2)))));
        assertThat(fixture.count("whatsapp_conversations where owner = 'human'"))
                .as("told late, but told")
                .isEqualTo(2);
    }

    @Test
    void store_whileAnAgentHasTheTurn_refusesIt() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turns = postgres.database().turns();
        var running = only(turns.claim(List.of(conversation), LEASE));

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        assertThat(only(turns.finish(List.of(answer(running, 1)))).committed()).isFalse();
        assertThat(fixture.count("whatsapp_messages where is_auto_response")).isZero();
        fixture.sql("update whatsapp_conversations set leased_until = clock_timestamp()");
        assertThat(only(turns.claimWaiting(1, LEASE)).conversation().owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void store_whileRepliesWait_endsThemAndLeavesTheOneOnItsWay() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 3);
        var other = fixture.receiveAndReply("wamid.2", phone(2), 1);
        var outbox = postgres.database().outbox();
        var onItsWay = only(outbox.claim(List.of(conversation), 1));

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        assertThat(repliesTo("wamid.1"))
                .containsExactly("sending", "failed|taken_over|taken_over", "failed|taken_over|taken_over");
        assertThat(fixture.count("whatsapp_messages where status = 'failed' and due_at is not null"))
                .isZero();
        outbox.record(new Report.Deferred(onItsWay, Duration.ZERO, "http:503", false));
        var again = only(outbox.claim(List.of(conversation), 1));
        assertThat(again.owner()).isEqualTo(ConversationOwner.HUMAN);
        assertThat(again.byAgent()).isTrue();
        assertThat(outbox.claim(List.of(other), 1)).hasSize(1);
    }

    @Test
    void store_whileWhatAPersonWroteWaits_leavesIt() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        fixture.sql("update whatsapp_messages set is_auto_response = false where status = 'queued'");

        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));

        var send = only(postgres.database().outbox().claimDue(1));
        assertThat(send.byAgent()).isFalse();
    }

    @Test
    void status_movesIt_whetherItCameBeforeOrAfter() {
        inbox.store(fixture.delivery(fixture.moving("echo.1", DeliveryStatus.DELIVERED)));
        inbox.store(
                fixture.delivery(fixture.moving("echo.2", DeliveryStatus.READ), fixture.replying("echo.2", phone(1))));
        inbox.store(fixture.delivery(fixture.replying("echo.1", phone(1))));
        assertThat(statuses()).containsExactly("echo.1|delivered", "echo.2|read");

        inbox.store(fixture.delivery(fixture.moving("echo.1", DeliveryStatus.READ)));

        assertThat(statuses()).containsExactly("echo.1|read", "echo.2|read");
        assertThat(fixture.count("parked_statuses")).isZero();
    }

    /** Whichever comes first, no status is left behind. */
    @Test
    void status_whileItsMessageIsBeingStored_isNeverLost() throws Exception {
        var inboxes = List.of(inbox, postgres.otherNode().inbox());
        for (var round = 0; round < 100; round++) {
            var id = "echo." + round;
            together(
                    2,
                    i -> inboxes.get(i)
                            .store(fixture.delivery(
                                    i == 0
                                            ? fixture.replying(id, phone(1))
                                            : fixture.moving(id, DeliveryStatus.READ))));
        }

        assertThat(fixture.count("parked_statuses")).isZero();
        assertThat(fixture.count("whatsapp_messages where status = 'read'")).isEqualTo(100);
    }

    /** A reply that was claimed leaves, one that was not never does: no claim slips between the look and the commit. */
    @Test
    void store_whileRepliesAreClaimed_neverUndoesAClaim() throws Exception {
        var outbox = postgres.otherNode().outbox();
        for (var round = 0; round < 50; round++) {
            var conversation = fixture.receiveAndReply("wamid." + round, phone(round), 2);
            var entry = fixture.delivery(fixture.replying("echo." + round, phone(round)));
            var claimed = together(2, i -> {
                if (i == 0) {
                    inbox.store(entry);
                    return List.of();
                }
                return outbox.claim(List.of(conversation), 1);
            });

            assertThat(repliesTo("wamid." + round))
                    .containsExactly(
                            claimed.get(1).isEmpty() ? "failed|taken_over|taken_over" : "sending",
                            "failed|taken_over|taken_over");
        }
    }

    /** Both are stopped in the middle of the same replies, which they meet in opposite orders; then both go on. */
    @Test
    void commit_takeovers_whileTheirRepliesAreClaimed_neverDeadlock() throws Exception {
        List<UUID> newestFirst = new ArrayList<>();
        List<Entry> takeovers = new ArrayList<>();
        for (var i = 0; i < 3; i++) {
            newestFirst.add(
                    0, fixture.receiveAndReply("wamid." + i, phone(i), 1).value());
            takeovers.add(fixture.delivery(fixture.replying("echo." + i, phone(i))));
        }
        var patient = PostgresExtension.patient();
        var groups = new PostgresInbox(patient, new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
        var callers = Executors.newCachedThreadPool();
        List<Future<?>> calls = new ArrayList<>();
        postgres.jdbi().useTransaction(held -> {
            held.execute(
                    "select 1 from whatsapp_messages where conversation_id = ? and due_at is not null for update",
                    newestFirst.get(1));
            calls.add(callers.submit(() -> groups.commit(takeovers)));
            awaitWaiting(1);
            calls.add(callers.submit(() -> patient.inTransaction(
                    handle -> new OutboxClaims(PostgresExtension.NODE).firstOf(handle, newestFirst, 3))));
            awaitWaiting(2);
        });

        callers.shutdown();
        for (var call : calls) {
            call.get(30, TimeUnit.SECONDS);
        }
        assertThat(fixture.count("whatsapp_messages where failure_reason = 'taken_over'"))
                .isEqualTo(3);
    }

    private void awaitWaiting(int transactions) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (fixture.number("select count(*) from pg_locks where not granted") < transactions) {
            assertThat(System.nanoTime()).as("transactions wait").isLessThan(until);
        }
    }

    /** Groups of everything at once on two nodes, straight through the transaction: no deadlock is tried again. */
    @Test
    void commit_mixedGroupsAtOnce_neverWaitForEachOther() throws Exception {
        System.out.println("seed " + SEED);
        var nodes = List.of(postgres.database(), postgres.otherNode());
        for (var i = 0; i < 10; i++) {
            fixture.receiveAndReply("wamid.first." + i, phone(i), 5);
        }
        together(6, thread -> {
            var random = new Random(SEED + thread);
            var node = nodes.get(thread % 2);
            var groups = new PostgresInbox(
                    node.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
            for (var round = 0; round < 30; round++) {
                if (thread == 5) {
                    node.outbox()
                            .claimDue(5)
                            .forEach(send ->
                                    node.outbox().record(new Report.Deferred(send, Duration.ZERO, "http:503", false)));
                    continue;
                }
                List<Entry> group = new ArrayList<>();
                for (var i = 0; i < 10; i++) {
                    group.add(fixture.delivery(effect(random)));
                }
                groups.commit(group);
            }
            return thread;
        });

        assertThat(fixture.count("parked_statuses p join whatsapp_messages m using (config_id, external_id)"))
                .isZero();
    }

    private Effect effect(Random random) {
        var customer = phone(random.nextInt(10));
        var id = random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> fixture.adding("wamid." + id, customer);
            case 1 -> fixture.replying("echo." + id, customer);
            case 2 -> fixture.moving("echo." + id, DeliveryStatus.DELIVERED);
            default -> fixture.judging("aviso_" + id, TemplateStatus.PAUSED, NOW.plusSeconds(id));
        };
    }

    private List<String> repliesTo(String incoming) {
        return fixture.texts("""
                select concat_ws('|', m.status, m.failure_reason, m.error_code)
                  from whatsapp_messages m join whatsapp_messages t on t.id = m.triggered_by
                 where t.external_id = '%s' order by m.sequence""".formatted(incoming));
    }

    private List<String> statuses() {
        return fixture.texts("""
                select external_id || '|' || status from whatsapp_messages where direction = 'outgoing' order by external_id""");
    }
}
