package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDesk.Heard;
import cl.fizko.chat.domain.port.ConversationDesk.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person takes conversations, gives them back, and reads them. */
@Timeout(60)
class ConversationDeskTest {

    private static final long SEED = 20261123;
    private static final Scope EVERY = Scope.everyCompany();

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private ConversationDesk desk;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        desk = postgres.database().conversationDesk();
    }

    @Test
    void takeOver_twice_takesOnceAndEndsWhatHasNotLeft() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 2);
        var send = only(postgres.database().outbox().claim(List.of(conversation), 1));

        assertThat(desk.takeOver(own(), conversation)).contains(new Seat(ConversationOwner.HUMAN, 1, true));
        assertThat(desk.takeOver(own(), conversation)).contains(new Seat(ConversationOwner.HUMAN, 1, false));

        assertThat(fixture.texts("select concat_ws('|', owner, epoch, bot_through) from whatsapp_conversations"))
                .containsExactly("human|2|0");
        assertThat(fixture.texts("""
                select concat_ws('|', id = '%s', status, failure_reason) from whatsapp_messages
                 where direction = 'outgoing' order by sequence""".formatted(send.id()))).containsExactly("t|sending", "f|failed|taken_over");
    }

    /** The bot's last words after a hand-over may still leave, unless a person comes by himself. */
    @Test
    void takeOver_afterAHandOver_silencesTheBotsLastWords() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
        var handOver = Fixture.decision(Fixture.NOW, Act.HAND_OVER);
        postgres.database().turns().finish(List.of(answer(turn, handOver, "le atiende una persona")));
        assertThat(fixture.texts("select concat_ws('|', owner, version) from whatsapp_conversations"))
                .containsExactly("human|1");

        assertThat(desk.takeOver(own(), conversation)).contains(new Seat(ConversationOwner.HUMAN, 1, true));

        assertThat(postgres.database().outbox().claim(List.of(conversation), 1)).isEmpty();
    }

    @Test
    void anything_outsideTheScope_isAsIfItDidNotExist() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var other = Scope.of(new CompanyId(fixture.config.companyId().value() + 1));
        var unknown = new ConversationId(new UUID(7, 7));
        for (var id : List.of(conversation, unknown)) {
            var scope = id.equals(unknown) ? EVERY : other;
            assertThat(desk.takeOver(scope, id)).isEmpty();
            assertThat(desk.release(scope, id)).isEmpty();
            assertThat(desk.markRead(scope, id)).isEmpty();
        }
        assertThat(fixture.texts("select concat_ws('|', owner, unread_count, version) from whatsapp_conversations"))
                .containsExactly("bot|1|0");
    }

    @Test
    void release_leavesToThePersonWhatCameBefore_andAnswersWhatComesLater() {
        var turns = postgres.database().turns();
        var conversation = fixture.receive("wamid.1", phone(1));
        desk.takeOver(own(), conversation);
        fixture.receive("wamid.2", phone(1));

        assertThat(desk.release(own(), conversation)).contains(new Seat(ConversationOwner.BOT, 2, true));
        assertThat(desk.release(own(), conversation)).contains(new Seat(ConversationOwner.BOT, 2, false));

        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();
        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();
        assertThat(fixture.texts("select distinct silence from auto_reply_decisions"))
                .containsExactly("it was a human's when it came");
        fixture.receive("wamid.3", phone(1));
        var turn = only(turns.claim(List.of(conversation), LEASE));
        assertThat(turn.messages())
                .extracting(message -> message.externalId().value())
                .containsExactly("wamid.3");
        assertThat(turn.conversation().owner()).isEqualTo(ConversationOwner.BOT);
    }

    /** A turn that was leased while a person had it would say that nobody answers, after it has become the bot's again. */
    @Test
    void release_whileATurnIsHad_makesItComeTooLate() {
        var turns = postgres.database().turns();
        var conversation = fixture.receive("wamid.1", phone(1));
        desk.takeOver(own(), conversation);
        var turn = only(turns.claim(List.of(conversation), LEASE));

        desk.release(own(), conversation);

        assertThat(only(turns.finish(List.of(answer(turn, 1)))).committed()).isFalse();
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isZero();
    }

    @Test
    void markRead_tellsTheNewestMessageOnce() {
        var conversation = fixture.receive("wamid.1", phone(1));
        fixture.receive("wamid.2", phone(1));
        postgres.database()
                .inbox()
                .store(fixture.delivery(fixture.adding(
                        "wamid.3",
                        phone(1),
                        new MessageContent.Reaction(new ExternalId("wamid.1"), Optional.of("👍")))));

        var reading = desk.markRead(own(), conversation).orElseThrow();

        assertThat(reading.config()).isEqualTo(fixture.config.id());
        assertThat(reading.newest().map(Heard::id)).contains(new ExternalId("wamid.2"));
        assertThat(fixture.number("select unread_count from whatsapp_conversations"))
                .isZero();
        assertThat(desk.markRead(own(), conversation).orElseThrow().newest()).isEmpty();
        assertThat(fixture.number("select version from whatsapp_conversations")).isZero();
    }

    /**
     * G8: whether the turn finishes before a person comes or after, and on whatever node, nothing of it is sent once the person has
     * it. The customer and the echo of the person's own message get in between as they like.
     */
    @Test
    void takeOver_whileTurnsAreHad_noReplyLeavesAfterwards() throws Exception {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var other = postgres.otherNode();
        var refused = 0;
        for (var round = 0; round < 60; round++) {
            var customer = phone(round);
            var conversation = fixture.receive("wamid." + round, customer);
            var turn = only(postgres.database().turns().claim(List.of(conversation), LEASE));
            var finished = answer(turn, 1 + random.nextInt(3));
            var echo = fixture.delivery(
                    random.nextBoolean()
                            ? fixture.replying("echo." + round, customer)
                            : fixture.adding("again." + round, customer));
            var committed = together(3, i -> switch (i) {
                case 0 -> desk.takeOver(own(), conversation).isPresent();
                case 1 -> only(other.turns().finish(List.of(finished))).committed();
                default -> other.inbox().store(echo).awaitingTurn().isEmpty();
            });
            refused += committed.get(1) ? 0 : 1;

            assertThat(other.outbox().claim(List.of(conversation), 10)).isEmpty();
            assertThat(fixture.texts("""
                    select distinct owner || '|' || coalesce(m.failure_reason, 'none')
                      from whatsapp_conversations c
                      left join whatsapp_messages m on m.conversation_id = c.id and m.is_auto_response
                     where c.id = '%s'""".formatted(conversation)))
                    .containsExactly(committed.get(1) ? "human|taken_over" : "human|none");
        }
        System.out.println("turns that came too late: " + refused + " of 60");
    }

    private Scope own() {
        return Scope.of(fixture.config.companyId());
    }
}
