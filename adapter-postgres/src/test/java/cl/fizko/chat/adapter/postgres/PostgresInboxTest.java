package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.Inbox.Entry;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresInboxTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private PostgresInbox groups;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        groups = new PostgresInbox(
                postgres.jdbi(), new TimeOrderedIds(Clock.systemUTC()), GroupCommitter.Limits.DEFAULT);
    }

    @Test
    void store_message_isAppliedAndAwaitsItsTurn() {
        var receipt = postgres.database().inbox().store(fixture.delivery(fixture.adding("wamid.1", phone(1))));

        assertThat(receipt.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(receipt.awaitingTurn()).hasSize(1);
        assertThat(fixture.texts("""
                select concat_ws('|', c.last_sequence, c.unread_count, c.message_count, c.awaiting_through,
                                 c.pending_since is not null, c.last_inbound_at = timestamptz '2026-11-20 14:59:58+00',
                                 m.sequence, m.direction, m.content, m.external_id, e.status, e.company_id = c.company_id)
                  from whatsapp_conversations c join whatsapp_messages m on m.conversation_id = c.id, webhook_events e""")).containsExactly("1|1|1|1|t|t|1|incoming|hola|wamid.1|applied|t");
        var stored = postgres.database().messages().byExternalId(fixture.config.id(), new ExternalId("wamid.1"));
        assertThat(stored.orElseThrow().createdAt()).isEqualTo(NOW);
    }

    // Many times: what two transactions find of one another depends on the moment.
    @RepeatedTest(25)
    void store_sameDelivery_twentyThreads_hasOneEffect() throws Exception {
        var entry = fixture.delivery("same", fixture.adding("wamid.1", phone(1)));
        var inboxes = List.of(postgres.database().inbox(), postgres.otherNode().inbox());

        var statuses = together(20, i -> inboxes.get(i % 2).store(entry).status());

        assertThat(statuses).containsOnlyOnce(WebhookEventStatus.APPLIED);
        assertThat(statuses.stream().filter(WebhookEventStatus.DUPLICATE::equals))
                .hasSize(19);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
        assertThat(fixture.count("webhook_events")).isEqualTo(1);
        assertThat(fixture.number("select unread_count from whatsapp_conversations"))
                .isEqualTo(1);
    }

    @Test
    void store_sameMessageUnderManyKeys_fromTwoNodes_hasOneEffect() throws Exception {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 20; i++) {
            entries.add(fixture.delivery(fixture.adding("wamid.1", phone(1))));
        }
        var inboxes = List.of(postgres.database().inbox(), postgres.otherNode().inbox());

        var statuses =
                together(20, i -> inboxes.get(i % 2).store(entries.get(i)).status());

        assertThat(statuses).containsOnlyOnce(WebhookEventStatus.APPLIED);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
        assertThat(fixture.count("webhook_events where status = 'duplicate'")).isEqualTo(19);
        assertThat(fixture.number("select message_count from whatsapp_conversations"))
                .isEqualTo(1);
    }

    @Test
    void commit_sameKeyTwiceInAGroup_storesTheFirst() {
        var receipts = groups.commit(List.of(
                fixture.delivery("same", fixture.adding("wamid.1", phone(1))),
                fixture.delivery("same", fixture.adding("wamid.2", phone(1)))));

        assertThat(receipts.get(0).status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(receipts.get(1).status()).isEqualTo(WebhookEventStatus.DUPLICATE);
        assertThat(fixture.texts("select external_id from whatsapp_messages")).containsExactly("wamid.1");
    }

    @Test
    void commit_sameMessageTwiceInAGroup_countsItOnce() {
        var receipts = groups.commit(List.of(
                fixture.delivery(fixture.adding("wamid.1", phone(1)), fixture.adding("wamid.1", phone(1))),
                fixture.delivery(fixture.adding("wamid.1", phone(1)))));

        assertThat(receipts.get(0).status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(receipts.get(1).status()).isEqualTo(WebhookEventStatus.DUPLICATE);
        assertThat(receipts.get(1).awaitingTurn()).isEmpty();
        assertThat(fixture.number("select message_count from whatsapp_conversations"))
                .isEqualTo(1);
    }

    @Test
    void store_repeatedKey_changesNothing() {
        var inbox = postgres.database().inbox();
        inbox.store(fixture.delivery("same", fixture.adding("wamid.1", phone(1))));

        var receipt = inbox.store(fixture.delivery("same", fixture.adding("wamid.2", phone(2))));

        assertThat(receipt.status()).isEqualTo(WebhookEventStatus.DUPLICATE);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(1);
        assertThat(fixture.count("contacts")).isEqualTo(1);
    }

    @Test
    void store_knownMessageWithANewOne_isApplied() {
        fixture.receive("wamid.1", phone(1));

        var receipt = postgres.database()
                .inbox()
                .store(fixture.delivery(fixture.adding("wamid.1", phone(1)), fixture.adding("wamid.2", phone(1))));

        assertThat(receipt.status()).isEqualTo(WebhookEventStatus.APPLIED);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(2);
    }

    @Test
    void store_nothingToDo_isIgnored() {
        assertThat(postgres.database().inbox().store(fixture.delivery()).status())
                .isEqualTo(WebhookEventStatus.IGNORED);
        assertThat(fixture.text("select status from webhook_events")).isEqualTo("ignored");
    }

    @Test
    void store_partlyUnderstood_isQuarantinedAndItsGoodPartApplied() {
        var receipt = postgres.database()
                .inbox()
                .store(fixture.delivery("q", Optional.of("element 2: no id"), fixture.adding("wamid.1", phone(1))));

        assertThat(receipt.status()).isEqualTo(WebhookEventStatus.QUARANTINED);
        assertThat(receipt.awaitingTurn()).hasSize(1);
        assertThat(fixture.text("select reason from webhook_events")).isEqualTo("element 2: no id");
        assertThat(fixture.text("select encode(raw_body, 'escape') from webhook_events"))
                .isEqualTo("{}");
    }

    @Test
    void store_sameProviderIdOnAnotherCompanysLine_isAnotherMessage() {
        var other = new Fixture(postgres.database(), Rut.parse("96.790.240-3"), "line-2");
        fixture.receive("wamid.1", phone(1));
        other.receive("wamid.1", phone(1));

        assertThat(fixture.count("whatsapp_messages")).isEqualTo(2);
        assertThat(fixture.count("contacts")).isEqualTo(2);
    }

    @Test
    void commit_burst_keepsTheOrderOfArrival() {
        var entries = new ArrayList<Entry>();
        for (var i = 9; i >= 0; i--) {
            entries.add(fixture.delivery(fixture.adding("wamid." + i, phone(i % 2))));
        }

        groups.commit(entries);

        assertThat(fixture.texts("select external_id from whatsapp_messages order by conversation_id, sequence"))
                .containsExactly(
                        "wamid.9", "wamid.7", "wamid.5", "wamid.3", "wamid.1", "wamid.8", "wamid.6", "wamid.4",
                        "wamid.2", "wamid.0");
    }

    @Test
    void store_poison_harmsOnlyItself() throws Exception {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 20; i++) {
            var text = i == 7 ? "hola\u0000" : "hola";
            entries.add(fixture.delivery(fixture.adding(fixture.message("wamid." + i, phone(i), text))));
        }

        var stored = together(20, i -> {
            try {
                return postgres.database()
                        .inbox()
                        .store(entries.get(i))
                        .status()
                        .name();
            } catch (RuntimeException e) {
                assertThat(e.toString()).doesNotContain("hola").doesNotContain("+569");
                return "refused " + i;
            }
        });

        assertThat(stored).contains("refused 7");
        assertThat(stored.stream().filter("APPLIED"::equals)).hasSize(19);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(19);
        assertThat(fixture.count("webhook_events")).isEqualTo(19);
    }

    @Test
    void commit_poisonInAGroup_rollsTheWholeGroupBack() {
        var group = List.of(
                fixture.delivery(fixture.adding("wamid.1", phone(1))),
                fixture.delivery(fixture.adding(fixture.message("wamid.2", phone(2), "\u0000"))));

        assertThatThrownBy(() -> groups.commit(group)).isInstanceOf(RuntimeException.class);
        assertThat(fixture.count("webhook_events")).isZero();
    }

    @Test
    void store_history_opensNoWindowInTheFutureAndCountsNothingUnread() {
        var late = fixture.message("wamid.1", phone(1), "hola");
        var history = new MessageReceived(
                late.line(),
                late.id(),
                late.sender(),
                late.senderName(),
                late.content(),
                NOW.plusSeconds(3600),
                late.quoted(),
                Optional.of("thread-9"),
                Optional.empty(),
                false);

        postgres.database().inbox().store(fixture.delivery(new Effect.AddMessage(fixture.config, history, false)));

        assertThat(fixture.texts("""
                select concat_ws('|', unread_count, message_count, pending_since is null, provider_conversation_id,
                                 last_inbound_at = timestamptz '2026-11-20 15:00:00+00')
                  from whatsapp_conversations""")).containsExactly("0|1|t|thread-9|t");
    }

    @Test
    void store_origins_areTold() {
        var inbox = postgres.database().inbox();
        var live = fixture.message("wamid.1", phone(1), "hola");
        var old = new MessageReceived(
                live.line(),
                new ExternalId("wamid.2"),
                live.sender(),
                live.senderName(),
                live.content(),
                live.sentAt(),
                live.quoted(),
                live.providerConversation(),
                Optional.of("provider-2"),
                false);
        inbox.store(fixture.delivery(
                fixture.adding(live),
                fixture.adding(old),
                fixture.replying("echo.1", phone(1)),
                fixture.replying("echo.2", phone(1), false)));
        inbox.store(fixture.backfill(fixture.adding("wamid.3", phone(1)), fixture.replying("echo.3", phone(1))));

        assertThat(fixture.texts("""
                select concat_ws('|', external_id, provider_message_id, origin) from whatsapp_messages order by sequence"""))
                .containsExactly(
                        "wamid.1|live",
                        "wamid.2|provider-2|history_sync",
                        "echo.1|business_app",
                        "echo.2|history_sync",
                        "wamid.3|backfilled",
                        "echo.3|backfilled");
        assertThat(fixture.texts("select backfilled::text from webhook_events order by id"))
                .containsExactly("false", "true");
    }

    @Test
    void store_editOrRemoval_isARowOfItsOwnAndOpensNoWindow() {
        fixture.receive("wamid.1", phone(1));
        fixture.sql("update whatsapp_conversations set last_inbound_at = timestamptz '2026-11-01 00:00:00+00'");
        var target = new ExternalId("wamid.1");

        postgres.database()
                .inbox()
                .store(fixture.delivery(
                        fixture.adding(
                                "wamid.2",
                                phone(1),
                                new MessageContent.Edit(target, new MessageContent.Text("perdón"))),
                        fixture.adding("wamid.3", phone(1), new MessageContent.Removal(target))));

        assertThat(fixture.texts(
                        "select concat_ws('|', message_type, content) from whatsapp_messages order by sequence"))
                .containsExactly("text|hola", "edit|perdón", "removal");
        assertThat(fixture.texts("""
                select concat_ws('|', unread_count, message_count, last_inbound_at = timestamptz '2026-11-01 00:00:00+00')
                  from whatsapp_conversations""")).containsExactly("1|3|t");
    }

    /** Meta counts neither as a message of the customer's; free-form text would be refused. */
    @Test
    void store_reactionOrNotice_opensNoWindow() {
        postgres.database()
                .inbox()
                .store(fixture.delivery(
                        fixture.adding(
                                "wamid.1",
                                phone(1),
                                new MessageContent.Reaction(new ExternalId("out.1"), Optional.of("👍"))),
                        fixture.adding(
                                "wamid.2", phone(1), new MessageContent.SystemNotice("customer_changed_number"))));

        assertThat(fixture.texts(
                        "select concat_ws('|', unread_count, last_inbound_at is null) from whatsapp_conversations"))
                .containsExactly("2|t");
    }

    @Test
    void store_manyNewCustomersOnTwoNodes_makesEachOnce() throws Exception {
        var inboxes = List.of(postgres.database().inbox(), postgres.otherNode().inbox());
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 200; i++) {
            entries.add(fixture.delivery(fixture.adding("wamid." + i, phone(i % 10))));
        }

        together(200, i -> inboxes.get(i % 2).store(entries.get(i)).status());

        assertThat(fixture.count("contacts")).isEqualTo(10);
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(10);
        assertThat(fixture.count("whatsapp_messages")).isEqualTo(200);
        assertThat(fixture.number("select min(last_sequence) from whatsapp_conversations"))
                .isEqualTo(20);
    }
}
