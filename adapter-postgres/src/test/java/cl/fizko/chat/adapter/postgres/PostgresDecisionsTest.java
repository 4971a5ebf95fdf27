package cl.fizko.chat.adapter.postgres;

import static cl.fizko.chat.adapter.postgres.Fixture.LEASE;
import static cl.fizko.chat.adapter.postgres.Fixture.NOW;
import static cl.fizko.chat.adapter.postgres.Fixture.answer;
import static cl.fizko.chat.adapter.postgres.Fixture.newMessageId;
import static cl.fizko.chat.adapter.postgres.Fixture.only;
import static cl.fizko.chat.adapter.postgres.Fixture.phone;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.DecisionRepository;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDecisionsTest {

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    private Fixture fixture;
    private DecisionRepository decisions;

    @BeforeEach
    void open() {
        fixture = new Fixture(postgres.database());
        decisions = postgres.database().decisions();
    }

    @Test
    void find_byTheMessageOrAPartOfItsReply_bringsTheDecisionWithWhatItWasMadeFrom() {
        fixture.receiveAndReply("wamid.1", phone(1), 1);
        var turn = receive("wamid.2");
        var message = turn.messages().get(0);
        var decision = full("le cuento: vence el 20");
        finish(turn, decision, "le cuento:", "vence el 20");

        var found = decisions.find(message.id()).orElseThrow();

        assertThat(found.incoming().id()).isEqualTo(message.id());
        assertThat(found.incoming().externalId()).contains(new ExternalId("wamid.2"));
        assertThat(found.config()).isEqualTo(fixture.config.id());
        assertThat(found.contact()).isEqualTo(turn.conversation().contact());
        assertThat(found.decision()).isEqualTo(decision);
        assertThat(found.replies())
                .extracting(reply -> reply.content().words().orElseThrow())
                .containsExactly("le cuento:", "vence el 20");
        assertThat(found.recent()).isEqualTo(turn.recent()).hasSize(2);
        for (var reply : found.replies()) {
            assertThat(decisions.find(reply.id())).contains(found);
        }
    }

    @Test
    void find_answerSentAsItWas_comesBackFromTheReply_andIsStoredOnce() {
        var turn = receive("wamid.1");
        var decision = full("vence el 20");
        finish(turn, decision, "vence el 20");

        assertThat(find(turn).decision()).isEqualTo(decision);
        assertThat(fixture.count("auto_reply_decisions where jsonb_exists(decision, 'content')"))
                .isZero();
    }

    @Test
    void find_answerThatRulesChangedOrWithheld_comesBackAsTheAgentGaveIt() {
        var changed = receive("wamid.1");
        finish(changed, full("vence el 20"), "vence el 20. Atendemos desde las 9.");
        var withheld = receive("wamid.2");
        var silent = full("ok");
        finish(withheld, silent);

        assertThat(find(changed).decision()).isEqualTo(full("vence el 20"));
        assertThat(find(withheld).decision()).isEqualTo(silent);
    }

    @Test
    void find_silence_comesBackWhole() {
        var turn = receive("wamid.1");
        var decision = Decision.silent(NOW, "a human owns the conversation");
        finish(turn, decision);

        var found = find(turn);

        assertThat(found.decision()).isEqualTo(decision);
        assertThat(found.replies()).isEmpty();
        assertThat(found.recent()).isEmpty();
    }

    /** No database takes U+0000, and a turn that cannot be stored would be had again for ever. */
    @Test
    void find_whatTheDatabaseCannotHold_isReplaced() {
        var turn = receive("wamid.1");
        finish(turn, Decision.silent(NOW, "a\0b"));

        assertThat(find(turn).decision().silence()).contains("a\uFFFDb");
    }

    @Test
    void find_laterMessageOfATurn_knowsTheEarlierOnes_besidesAllThatTheFirstKnew() {
        for (var i = 0; i < RecentMessages.MOST; i++) {
            fixture.receiveAndReply("before." + i, phone(1), 1);
        }
        fixture.receive("wamid.2", phone(1));
        fixture.receive("wamid.3", phone(1));
        postgres.database()
                .inbox()
                .store(fixture.delivery(new Effect.AddMessage(
                        fixture.config, fixture.message("unasked", phone(1), "para nadie"), false)));
        var turn = receive("wamid.4");
        postgres.database().turns().finish(List.of(answer(turn, 1)));
        fixture.receiveAndReply("wamid.5", phone(1), 1);

        var known = new ArrayList<>(turn.recent());
        assertThat(known).hasSize(RecentMessages.MOST);
        for (var message : turn.messages()) {
            assertThat(decisions.find(message.id()).orElseThrow().recent()).isEqualTo(known);
            known.add(new PastMessage(true, Optional.of("hola"), Optional.empty(), NOW));
            known.add(said(only(postgres.database().messages().repliesTo(message.id()))));
        }
    }

    @Test
    void find_recordOfTheVersionBefore_isReadable() {
        var turn = receive("wamid.1");
        finish(turn, full("vence el 20"), "vence el 20");
        fixture.sql("""
                update auto_reply_decisions set turn_began_with = null, decision = '{"candidates": [], "facts": []}'""");

        var decision = find(turn).decision();

        assertThat(decision.version()).isEmpty();
        assertThat(decision.acts()).isEmpty();
        assertThat(decision.response().orElseThrow().content()).isEqualTo("vence el 20");
    }

    @Test
    void find_whatNobodyLookedAt_isEmpty() {
        fixture.receive("wamid.1", phone(1));
        var message = postgres.database()
                .messages()
                .byExternalId(fixture.config.id(), new ExternalId("wamid.1"))
                .orElseThrow();

        assertThat(decisions.find(message.id())).isEmpty();
        assertThat(decisions.find(newMessageId())).isEmpty();
    }

    private static PastMessage said(Message reply) {
        return new PastMessage(false, reply.content().words(), reply.agentName(), reply.createdAt());
    }

    /** A decision with something in every place. */
    private static Decision full(String content) {
        var sure = new Candidate(
                AgentName.TAX_REMINDER,
                90,
                new Confidence(0.1 + 0.2),
                List.of(new Evidence("names the \"F29\" ñ 🙂", 2.5), new Evidence("no date", -1 / 3.0)));
        return new Decision(
                NOW.plusNanos(123_456_000),
                Optional.of(new AgentResponse(
                        content,
                        new Confidence(0.1 + 0.2),
                        AgentName.TAX_REMINDER,
                        List.of(
                                sure,
                                new Candidate(AgentName.SALES, 10, new Confidence(0.25), List.of()),
                                new Candidate(AgentName.DTE, 80, Confidence.NONE, List.of()),
                                new Candidate(AgentName.FALLBACK, -1, Confidence.NONE, List.of())),
                        List.of(
                                new Fact("F29 is due on the 20th", "SII FAQ", LocalDate.of(2026, 11, 1)),
                                new Fact("it is a Friday", "calendar", LocalDate.of(2026, 11, 22))),
                        Set.of(Act.HAND_OVER))),
                Optional.of("thanked already"),
                Set.of(Act.HAND_OVER, Act.OPT_OUT),
                List.of("closed now: the hours were added", "second unrecognized question: handed over"),
                "2026.11-abc",
                Optional.of("gpt-x: phrased, accepted"));
    }

    private ClaimedTurn receive(String externalId) {
        var conversation = fixture.receive(externalId, phone(1));
        return only(postgres.database().turns().claim(List.of(conversation), LEASE));
    }

    private DecisionRepository.DecisionRecord find(ClaimedTurn turn) {
        return decisions.find(turn.messages().get(0).id()).orElseThrow();
    }

    private void finish(ClaimedTurn turn, Decision decision, String... parts) {
        var message = only(turn.messages());
        var replies = Arrays.stream(parts)
                .map(part -> new Reply(newMessageId(), new MessageContent.Text(part), Optional.empty()))
                .toList();
        var finished = new FinishedTurn(
                turn.conversation().id(),
                turn.epoch(),
                message.sequence(),
                List.of(new HandledMessage(message.id(), decision, replies)));
        assertThat(only(postgres.database().turns().finish(List.of(finished))).committed())
                .isTrue();
    }
}
