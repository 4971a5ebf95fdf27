package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.decision;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.SendContent;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.sending.Submitted;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.sending.Destination;
import cl.fizko.chat.domain.sending.Destination.InConversation;
import cl.fizko.chat.domain.sending.Destination.Person;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Free-form messages of a company, from the use case down to the rows. */
class SendingTest {

    private static final MessageContent TEXT = new MessageContent.Text("¿le puedo ayudar?");

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private final WakeQueue awaitingDispatch = new WakeQueue(10);
    private Fixture fixture;
    private Fixture other;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        other = new Fixture(postgres.database(), new Rut(77_123_456, Rut.checkDigitOf(77_123_456)), "line-2");
    }

    @Test
    void send_withinTheWindow_isQueuedAsAMessageOfAPersonsAndDueAtOnce() throws Exception {
        var conversation = fixture.receive("wamid.1", phone(1));

        var queued = queued(send(new InConversation(conversation)));

        var claimed = only(postgres.database().outbox().claim(List.of(conversation), 1));
        assertThat(claimed.id()).isEqualTo(queued.id());
        assertThat(claimed.content()).isEqualTo(TEXT);
        assertThat(claimed.byAgent()).isFalse();
        assertThat(claimed.optOut()).isEmpty();
        assertThat(fixture.number("select sequence from whatsapp_messages where id = '" + queued.id() + "'"))
                .isEqualTo(2);
        assertThat(fixture.texts(
                        "select message_count || ' ' || unread_count || ' ' || owner from whatsapp_conversations"))
                .containsExactly("2 1 bot");
        assertThat(awaitingDispatch.take(10, Duration.ZERO)).containsExactly(conversation);
    }

    @Test
    void send_toAPersonWhoWroteBefore_continuesTheirConversation() {
        var conversation = fixture.receive("wamid.1", phone(1));

        queued(send(to(1)));

        assertThat(postgres.database().outbox().claim(List.of(conversation), 1)).hasSize(1);
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
        assertThat(fixture.count("contacts")).isEqualTo(1);
    }

    /** The person's name, and that an agent is still to answer, stay as they were. */
    @Test
    void send_whileAnAgentIsToAnswer_changesNothingAboutThat() {
        var conversation = fixture.receive("wamid.1", phone(1));

        queued(send(to(1)));

        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
        assertThat(turn.messages()).hasSize(1);
        assertThat(turn.conversation().contact().name()).contains("Ana");
    }

    @Test
    void send_afterTheWindow_isRefusedWithItsEnd() {
        fixture.receive("wamid.1", phone(1));
        var lastInboundAt = NOW.minusSeconds(2);

        queued(send(to(1), lastInboundAt.plus(Duration.ofHours(24)).minusMillis(1)));
        var refused = (Submitted.WindowClosed) send(to(1), lastInboundAt.plus(Duration.ofHours(24)));

        assertThat(refused.endedAt()).contains(lastInboundAt.plus(Duration.ofHours(24)));
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isEqualTo(1);
    }

    @Test
    void send_toWhoNeverWrote_isRefused_andNothingIsStored() {
        var refused = (Submitted.WindowClosed) send(to(1));

        assertThat(refused.endedAt()).isEmpty();
        assertNothingStored();
    }

    @Test
    void send_toWhoOptedOut_isRefused_untilTheyWriteAgain() {
        var conversation = fixture.receive("wamid.1", phone(1));
        optOut(conversation, NOW);

        assertThat(send(to(1), NOW.plusSeconds(1))).isInstanceOf(Submitted.OptedOut.class);
        assertThat(send(new InConversation(conversation), NOW.plusSeconds(1))).isInstanceOf(Submitted.OptedOut.class);
        assertThat(fixture.count("whatsapp_messages where not is_auto_response and direction = 'outgoing'"))
                .isZero();

        fixture.sql("update whatsapp_conversations set last_inbound_at = '" + NOW.plusSeconds(60) + "'");
        queued(send(to(1), NOW.plusSeconds(61)));
    }

    @Test
    void send_optOutAfterItWasQueued_isToldToTheDispatcher() {
        var conversation = fixture.receive("wamid.1", phone(1));
        queued(send(to(1)));

        fixture.sql("update contacts set opted_out_at = '" + NOW + "'");

        assertThat(only(postgres.database().outbox().claim(List.of(conversation), 1))
                        .optOut()
                        .orElseThrow()
                        .since())
                .isEqualTo(NOW);
    }

    /** What another process has just switched off counts at once, whatever is remembered of the number. */
    @Test
    void send_byANumberThatIsSwitchedOff_isRefused() {
        fixture.receive("wamid.1", phone(1));
        postgres.database().configs().byId(fixture.config.id());
        fixture.sql("update whatsapp_configs set is_active = false");

        assertThat(send(to(1))).isInstanceOf(Submitted.ConfigInactive.class);
        assertThat(send(to(2))).isInstanceOf(Submitted.ConfigInactive.class);
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isZero();
        assertThat(fixture.count("contacts")).isEqualTo(1);
    }

    @Test
    void send_whatWhatsAppWouldNotTake_isRefused() {
        fixture.receive("wamid.1", phone(1));

        var refused =
                (Submitted.InvalidContent) use(NOW).send(submission(to(1)), new MessageContent.Text("x".repeat(4097)));

        assertThat(only(refused.problems()).field()).isEqualTo("body");
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isZero();
    }

    @Test
    void send_toAnotherCompanysConversation_isUnknown() {
        var theirs = other.receive("wamid.1", phone(1));

        assertThat(send(new InConversation(theirs))).isInstanceOf(Submitted.UnknownConversation.class);
        assertThat(send(new InConversation(new ConversationId(new UUID(1, 1)))))
                .isInstanceOf(Submitted.UnknownConversation.class);
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isZero();
    }

    @Test
    void send_byAnotherCompanysNumber_isUnknown() {
        fixture.receive("wamid.1", phone(1));

        assertThatThrownBy(() -> send(to(1, other.config.id())))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.problems()).hasToString("[whatsapp_config: is not known]"));
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isZero();
    }

    @Test
    void send_personWhoWritesToTwoCompanies_isAnsweredByOurs() {
        fixture.receive("wamid.1", phone(1));
        var theirs = other.receive("wamid.2", phone(1));

        queued(send(to(1)));

        assertThat(postgres.database().outbox().claim(List.of(theirs), 1)).isEmpty();
    }

    @Test
    void send_companyOfTwoNumbers_usesTheNamedOne_elseThatOfTheLatestConversation_elseTheOnlyActive() {
        var second = secondNumber();
        fixture.receive("wamid.1", phone(1));

        assertThatThrownBy(() -> send(to(2)))
                .isInstanceOf(InvalidFieldsException.class)
                .hasMessageContaining("whatsapp_config");
        queued(send(to(1)));
        assertThat(configOfLastMessage()).isEqualTo(fixture.config.id().toString());

        assertThat(send(to(1, second))).isInstanceOf(Submitted.WindowClosed.class);
        fixture.sql("update whatsapp_configs set is_active = false where id = '" + second + "'");
        assertThat(send(to(2))).isInstanceOf(Submitted.WindowClosed.class);
        assertThat(send(to(2, second))).isInstanceOf(Submitted.ConfigInactive.class);
        assertThat(fixture.count("whatsapp_conversations")).isEqualTo(1);
    }

    @Test
    void send_byACompanyWithoutNumbers_namesTheField() {
        fixture.sql("delete from whatsapp_configs");

        assertThatThrownBy(() -> send(to(1))).isInstanceOf(InvalidFieldsException.class);
        assertNothingStored();
    }

    private String configOfLastMessage() {
        return fixture.text("select config_id::text from whatsapp_messages order by id desc limit 1");
    }

    private WhatsAppConfigId secondNumber() {
        var id = new UUID(0, 77);
        fixture.sql("insert into whatsapp_configs (id, company_id, provider, phone_number_id, phone_number) values ('"
                + id + "', " + fixture.config.companyId() + ", 'kapso', 'line-3', '+56221234568')");
        return new WhatsAppConfigId(id);
    }

    private void optOut(ConversationId conversation, Instant at) {
        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
        postgres.database().turns().finish(List.of(Fixture.answer(turn, decision(at, Act.OPT_OUT), "listo")));
    }

    private void assertNothingStored() {
        for (var table : List.of("whatsapp_messages", "whatsapp_conversations", "contacts", "idempotent_requests")) {
            assertThat(fixture.count(table)).as(table).isZero();
        }
    }

    private Submitted send(Destination to) {
        return send(to, NOW);
    }

    private Submitted send(Destination to, Instant now) {
        return use(now).send(submission(to), TEXT);
    }

    private SendContent use(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var submit = new SubmitMessage(
                postgres.database().submissions(),
                awaitingDispatch,
                new Bell(),
                new TimeOrderedIds(Clock.systemUTC()),
                clock);
        return new SendContent(submit, postgres.database().messageTemplates());
    }

    private Submission submission(Destination to) {
        return new Submission(fixture.config.companyId(), to, Optional.empty());
    }

    private static Destination to(int person) {
        return new Person(phone(person).phone().orElseThrow(), Optional.empty());
    }

    private static Destination to(int person, WhatsAppConfigId by) {
        return new Person(phone(person).phone().orElseThrow(), Optional.of(by));
    }

    private static Submitted.Queued queued(Submitted submitted) {
        assertThat(submitted).isInstanceOf(Submitted.Queued.class);
        return (Submitted.Queued) submitted;
    }
}
