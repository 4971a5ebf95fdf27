package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTurnsTest {

    private static final Duration ENDED = Duration.ofSeconds(-1);

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private TurnRepository turns;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        turns = postgres.database().turns();
    }

    @Test
    void claim_waitingConversation_bringsItsMessagesInOrder() {
        var conversation = fixture.receive("wamid.1", phone(1));
        fixture.receive("wamid.2", phone(1));

        var turn = only(turns.claim(List.of(conversation, conversation), LEASE));

        assertThat(turn.epoch()).isEqualTo(1);
        assertThat(turn.messages())
                .extracting(message -> message.externalId().value())
                .containsExactly("wamid.1", "wamid.2");
        assertThat(turn.messages()).extracting(AwaitingMessage::sequence).containsExactly(1L, 2L);
        assertThat(turn.messages().get(0).content()).isEqualTo(new MessageContent.Text("hola"));
        assertThat(turn.messages().get(0).receivedAt()).isEqualTo(NOW);
        assertThat(turn.conversation().companyId()).isEqualTo(fixture.config.companyId());
        assertThat(turn.conversation().configId()).isEqualTo(fixture.config.id());
        assertThat(turn.conversation().owner()).isEqualTo(ConversationOwner.BOT);
        assertThat(turn.conversation().contact().address()).isEqualTo(phone(1));
        assertThat(turn.conversation().contact().name()).contains("Ana");
        assertThat(turn.conversation().window().orElseThrow().lastInboundAt()).isEqualTo(NOW.minusSeconds(2));
    }

    @Test
    void claim_leasedConversation_isLeftOutUntilTheLeaseEnds() {
        var conversation = fixture.receive("wamid.1", phone(1));
        turns.claim(List.of(conversation), LEASE);

        assertThat(turns.claim(List.of(conversation), LEASE)).isEmpty();
        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();

        fixture.sql("update whatsapp_conversations set leased_until = clock_timestamp()");
        assertThat(only(turns.claimWaiting(10, LEASE)).epoch()).isEqualTo(2);
    }

    @Test
    void claim_messagesThatAwaitNobody_areNotATurn() {
        postgres.database()
                .inbox()
                .store(fixture.delivery(
                        new Effect.AddMessage(fixture.config, fixture.message("wamid.1", phone(1), "hola"), false)));

        assertThat(turns.claimWaiting(10, LEASE)).isEmpty();
    }

    @Test
    void claimWaiting_takesTheLongestWaitingFirst() {
        for (var i = 1; i <= 4; i++) {
            var conversation = fixture.receive("wamid." + i, phone(i));
            fixture.sql("update whatsapp_conversations set pending_since = now() - interval '" + (i * 7 % 5)
                    + " minutes' where id = '" + conversation + "'");
        }

        var claimed = turns.claimWaiting(2, LEASE);

        assertThat(claimed)
                .extracting(turn -> turn.messages().get(0).externalId().value())
                .containsExactly("wamid.2", "wamid.4");
    }

    @Test
    void claim_twoNodesAtOnce_neverTheSameConversation() throws Exception {
        var conversations = new ArrayList<ConversationId>();
        for (var i = 0; i < 40; i++) {
            conversations.add(fixture.receive("wamid." + i, phone(i)));
        }
        var nodes = List.of(turns, postgres.otherNode().turns());

        var claimed = together(
                8,
                i -> i % 4 == 3
                        ? nodes.get(i % 2).claimWaiting(40, LEASE)
                        : nodes.get(i % 2).claim(conversations, LEASE));

        assertThat(claimed.stream()
                        .flatMap(List::stream)
                        .map(turn -> turn.conversation().id()))
                .doesNotHaveDuplicates();
        assertThat(fixture.number("select max(epoch) from whatsapp_conversations"))
                .isEqualTo(1);
    }

    @Test
    void claim_flood_isHadInSeveralTurns() {
        var effects = new Effect[AwaitingMessages.MOST_PER_TURN + 1];
        for (var i = 0; i < effects.length; i++) {
            effects[i] = fixture.adding("wamid." + i, phone(1));
        }
        postgres.database().inbox().store(fixture.delivery(effects));

        var first = only(turns.claimWaiting(1, LEASE));
        assertThat(first.messages()).hasSize(AwaitingMessages.MOST_PER_TURN);
        assertThat(only(turns.finish(List.of(answer(first, 1)))).moreAwaiting()).isTrue();

        var second = only(turns.claimWaiting(1, LEASE));
        assertThat(only(second.messages()).externalId().value()).isEqualTo("wamid." + AwaitingMessages.MOST_PER_TURN);
        assertThat(only(turns.finish(List.of(answer(second, 1)))).moreAwaiting())
                .isFalse();
        assertThat(turns.claimWaiting(1, LEASE)).isEmpty();
    }

    @Test
    void finish_queuesRepliesAndRecordsWhy() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claim(List.of(conversation), LEASE));

        var result = only(turns.finish(List.of(answer(turn, 2))));

        assertThat(result).isEqualTo(new TurnResult(conversation, true, true, false));
        var replies =
                postgres.database().messages().repliesTo(turn.messages().get(0).id());
        assertThat(replies)
                .extracting(message -> message.content().words().orElseThrow())
                .containsExactly("respuesta 0 a wamid.1", "respuesta 1 a wamid.1");
        assertThat(replies).extracting(message -> message.sequence()).containsExactly(2L, 3L);
        assertThat(fixture.texts("""
                select concat_ws('|', last_sequence, handled_through, message_count, pending_since is null, leased_until is null,
                                 epoch) from whatsapp_conversations""")).containsExactly("3|1|3|t|t|1");
        assertThat(fixture.texts("""
                select concat_ws('|', status, part, agent_name, is_auto_response, quoted_external_id, due_at <= now(), attempts)
                  from whatsapp_messages where direction = 'outgoing' order by sequence"""))
                .containsExactly("queued|0|tax_reminder|t|wamid.1|t|0", "queued|1|tax_reminder|t|wamid.1|t|0");
        assertThat(fixture.texts("""
                select concat_ws('|', agent_name, confidence, silence is null, decision->'candidates'->0->>'priority',
                                 decision->'facts'->0->>'as_of') from auto_reply_decisions""")).containsExactly("tax_reminder|0.9|t|90|2026-11-01");
    }

    @Test
    void finish_silence_isRecordedAndQueuesNothing() {
        fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claimWaiting(1, LEASE));
        var message = turn.messages().get(0);

        var result = only(turns.finish(List.of(new FinishedTurn(
                turn.conversation().id(),
                turn.epoch(),
                message.sequence(),
                List.of(new HandledMessage(message.id(), Decision.silent(NOW, "a human owns it"), List.of()))))));

        assertThat(result.committed()).isTrue();
        assertThat(result.repliesQueued()).isFalse();
        assertThat(postgres.database().messages().silenceAbout(message.id())).contains("a human owns it");
        assertThat(postgres.database().messages().repliesTo(message.id())).isEmpty();
    }

    @Test
    void finish_oldEpoch_isRefusedAndTheOthersAreNot() {
        var slow = fixture.receive("wamid.1", phone(1));
        var quick = fixture.receive("wamid.2", phone(2));
        var lost = only(turns.claim(List.of(slow), ENDED));
        var held = only(turns.claim(List.of(slow), LEASE));
        var other = only(turns.claim(List.of(quick), LEASE));

        var results = turns.finish(List.of(answer(lost, 1), answer(other, 1)));

        assertThat(results)
                .containsExactly(new TurnResult(slow, false, false, false), new TurnResult(quick, true, true, false));
        assertThat(fixture.count("whatsapp_messages where direction = 'outgoing'"))
                .isEqualTo(1);
        assertThat(only(turns.finish(List.of(answer(held, 1)))).committed()).isTrue();
        assertThat(fixture.count("auto_reply_decisions")).isEqualTo(2);
    }

    @Test
    void finish_oneTurnCannotBeStored_theOthersAre() {
        fixture.receive("wamid.1", phone(1));
        var poison = only(turns.claimWaiting(1, LEASE));
        turns.finish(List.of(answer(poison, 1)));
        fixture.sql("delete from auto_reply_decisions");
        fixture.sql("update whatsapp_conversations set handled_through = 0, pending_since = now()");
        poison = only(turns.claimWaiting(1, LEASE));
        fixture.receive("wamid.2", phone(2));
        fixture.receive("wamid.3", phone(3));
        var others = turns.claimWaiting(2, LEASE);

        var results = turns.finish(List.of(answer(others.get(0), 1), answer(poison, 1), answer(others.get(1), 1)));

        assertThat(results).extracting(TurnResult::committed).containsExactly(true, false, true);
        assertThat(results.get(1).conversation())
                .isEqualTo(poison.conversation().id());
        assertThat(fixture.count("whatsapp_conversations where leased_until is not null"))
                .isEqualTo(1);
    }

    @Test
    void claim_messageOfAnUnknownType_isUnsupportedAndStopsNobody() {
        fixture.receive("wamid.1", phone(1));
        fixture.receive("wamid.2", phone(2));
        fixture.sql("update whatsapp_messages set message_type = 'hologram' where external_id = 'wamid.1'");

        var claimed = turns.claimWaiting(10, LEASE);

        assertThat(claimed)
                .extracting(turn -> turn.messages().get(0).content())
                .containsExactly(new MessageContent.Unsupported("hologram"), new MessageContent.Text("hola"));
    }

    @Test
    void claim_conversationThatCannotBeRead_stopsNobody() {
        fixture.receive("wamid.1", phone(1));
        fixture.sql("update contacts set phone = 'no number'");
        var other = fixture.receive("wamid.2", phone(2));

        assertThat(turns.claimWaiting(10, LEASE))
                .extracting(turn -> turn.conversation().id())
                .containsExactly(other);
    }

    @Test
    void finish_leaseEndedButNobodyTookIt_isCommitted() {
        fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claimWaiting(1, ENDED));

        assertThat(only(turns.finish(List.of(answer(turn, 1)))).committed()).isTrue();
    }

    @Test
    void finish_twice_isRefusedTheSecondTime() {
        fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claimWaiting(1, LEASE));

        var results = turns.finish(List.of(answer(turn, 1), answer(turn, 1)));

        assertThat(results).extracting(TurnResult::committed).containsExactly(true, false);
        assertThat(only(turns.finish(List.of(answer(turn, 1)))).committed()).isFalse();
        assertThat(fixture.count("whatsapp_messages where is_auto_response")).isEqualTo(1);
    }

    @Test
    void finish_messageArrivedMeanwhile_waitsForTheNextTurn() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claim(List.of(conversation), LEASE));
        fixture.receive("wamid.2", phone(1));

        var result = only(turns.finish(List.of(answer(turn, 1))));

        assertThat(result.moreAwaiting()).isTrue();
        var next = only(turns.claim(List.of(conversation), LEASE));
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(only(next.messages()).externalId()).isEqualTo(new ExternalId("wamid.2"));
    }

    @Test
    void finish_secondReplyToOneMessage_isRefusedByTheDatabase() {
        fixture.receive("wamid.1", phone(1));
        var turn = only(turns.claimWaiting(1, LEASE));
        turns.finish(List.of(answer(turn, 1)));
        fixture.sql("delete from auto_reply_decisions");
        fixture.sql("update whatsapp_conversations set handled_through = 0, pending_since = now()");
        var again = only(turns.claimWaiting(1, LEASE));

        assertThat(only(turns.finish(List.of(answer(again, 1)))).committed()).isFalse();
        assertThat(fixture.count("whatsapp_messages where is_auto_response")).isEqualTo(1);
    }

    @Test
    void claim_turnThatNobodyFinishes_countsItsAttemptsAndWaitsLonger() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var minutes = new ArrayList<Long>();
        for (var attempt = 1; attempt <= 9; attempt++) {
            var turn = only(turns.claim(List.of(conversation), Duration.ofMinutes(1)));
            assertThat(turn.attempt()).isEqualTo(attempt);
            minutes.add(fixture.number("select round(extract(epoch from leased_until - clock_timestamp()) / 60)::bigint"
                    + " from whatsapp_conversations"));
            fixture.sql("update whatsapp_conversations set leased_until = clock_timestamp()");
        }
        assertThat(minutes).containsExactly(1L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L);

        turns.finish(List.of(answer(only(turns.claim(List.of(conversation), LEASE)), 1)));
        fixture.receive("wamid.2", phone(1));

        assertThat(only(turns.claim(List.of(conversation), LEASE)).attempt()).isEqualTo(1);
    }
}
