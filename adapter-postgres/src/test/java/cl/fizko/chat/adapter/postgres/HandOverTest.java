package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.both;
import static cl.fizko.chat.adapter.postgres.Fixture.decision;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static cl.fizko.chat.adapter.postgres.Fixture.userId;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A turn that hands the conversation over to a human. */
class HandOverTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
    }

    @Test
    void finish_handingOver_laterTurnsAreTheHumans() {
        var conversation = handOver("wamid.1");

        fixture.receive("wamid.2", phone(1));

        assertThat(claim(conversation).conversation().owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void finish_handingOver_messageThatArrivedMeanwhileIsTheHumans() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turn = claim(conversation);
        fixture.receive("wamid.2", phone(1));

        assertThat(only(finish(turn)).moreAwaiting()).isTrue();

        assertThat(claim(conversation).conversation().owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void finish_handingOver_theReplyThatSaysSoLeaves_andTheOneBeforeIt_butNoLaterOne() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);
        handOver("wamid.2");
        fixture.receive("wamid.3", phone(1));
        finish(claim(conversation));

        assertThat(send(conversation, "out.1").owner()).isEqualTo(ConversationOwner.BOT);
        assertThat(send(conversation, "out.2").owner()).isEqualTo(ConversationOwner.BOT);
        var late = send(conversation, "out.3");
        assertThat(late.byAgent()).isTrue();
        assertThat(late.owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void finish_handingOver_theReplyLeavesAtALaterAttemptToo() {
        var conversation = handOver("wamid.1");
        var outbox = postgres.database().outbox();
        var first = only(outbox.claim(List.of(conversation), 1));

        outbox.record(new Report.Deferred(first, Duration.ZERO, "http:503", false));

        assertThat(only(outbox.claim(List.of(conversation), 1)).owner()).isEqualTo(ConversationOwner.BOT);
    }

    @Test
    void finish_handingOverWhatAHumanTookMeanwhile_nothingLeaves() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var turn = claim(conversation);
        humanTakes();

        finish(turn);

        assertThat(send(conversation, "out.1").owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void human_whoTakesItUnasked_stopsWhatHasNotLeft() {
        var conversation = fixture.receiveAndReply("wamid.1", phone(1), 1);

        humanTakes();

        assertThat(send(conversation, "out.1").owner()).isEqualTo(ConversationOwner.HUMAN);
    }

    @Test
    void finish_oldEpoch_handsNothingOver() {
        var conversation = fixture.receive("wamid.1", phone(1));
        var lost = only(postgres.database().turns().claim(List.of(conversation), Duration.ofSeconds(-1)));
        claim(conversation);

        assertThat(only(finish(lost)).committed()).isFalse();

        assertThat(fixture.texts("select owner || bot_through from whatsapp_conversations"))
                .containsExactly("bot0");
    }

    @Test
    void release_thenAgentsAnswerAgain() {
        var conversation = handOver("wamid.1");
        fixture.sql("update whatsapp_conversations set owner = 'bot'");
        send(conversation, "out.1");
        fixture.receive("wamid.2", phone(1));
        postgres.database().turns().finish(List.of(answer(claim(conversation), 1)));

        assertThat(send(conversation, "out.2").owner()).isEqualTo(ConversationOwner.BOT);
    }

    /** The same person's two threads become one: the messages of the one that goes get new places. */
    @Test
    void contactsMerged_theReplyThatSaysSoStillLeaves() {
        var kept = fixture.receiveAndReply("wamid.1", userId(1), 1);
        send(kept, "out.1");
        handOver("wamid.2");

        fixture.receive("wamid.3", both(1, 1));

        assertThat(only(fixture.texts("select id::text from whatsapp_conversations")))
                .isEqualTo(kept.toString());
        assertThat(claim(kept).conversation().owner()).isEqualTo(ConversationOwner.HUMAN);
        assertThat(send(kept, "out.2").owner()).isEqualTo(ConversationOwner.BOT);
    }

    private ConversationId handOver(String externalId) {
        var conversation = fixture.receive(externalId, phone(1));
        finish(claim(conversation));
        return conversation;
    }

    private List<TurnResult> finish(ClaimedTurn turn) {
        return postgres.database()
                .turns()
                .finish(List.of(answer(turn, decision(NOW, Act.HAND_OVER), "le paso con una persona")));
    }

    private ClaimedTurn claim(ConversationId conversation) {
        return only(postgres.database().turns().claim(List.of(conversation), LEASE));
    }

    private ClaimedSend send(ConversationId conversation, String id) {
        var outbox = postgres.database().outbox();
        var send = only(outbox.claim(List.of(conversation), 1));
        outbox.record(new Report.Sent(send, new ExternalId(id)));
        return send;
    }

    private void humanTakes() {
        fixture.sql("update whatsapp_conversations set owner = 'human'");
    }
}
