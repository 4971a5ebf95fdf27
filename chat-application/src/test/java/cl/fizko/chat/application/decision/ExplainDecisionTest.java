package cl.fizko.chat.application.decision;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.decision.Repetition.Difference;
import cl.fizko.chat.application.decision.Repetition.Different;
import cl.fizko.chat.application.decision.Repetition.NotRepeatable;
import cl.fizko.chat.application.decision.Repetition.Same;
import cl.fizko.chat.application.fake.FakeMessages;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplainDecisionTest {

    private static final Instant THEN = Instant.parse("2026-11-22T15:00:00Z");
    private static final MessageId ASKED = new MessageId(new UUID(1, 1));

    private final AgentManager agents = agents("eco", 0.9);
    private final FakeMessages messages = new FakeMessages();
    private final DecisionRecord record = record(Decision.replied(THEN, agents.processMessage("hola", context())));

    @Test
    void find_ourId_isLookedUpAsItIs() {
        assertThat(explain(agents).find(ASKED.toString())).contains(record);
        assertThat(explain(agents).find(new UUID(8, 8).toString())).isEmpty();
        assertThat(explain(agents).find("")).isEmpty();
        assertThat(explain(agents).find("x".repeat(600))).isEmpty();
    }

    @Test
    void find_theProvidersId_isLookedForOnEveryNumber() {
        messages.store(Samples.config("second").id(), record.incoming());
        assertThat(explain(agents).find("wamid.1")).contains(record);
        assertThat(explain(agents).find("wamid.2")).isEmpty();
    }

    @Test
    void again_byTheSameRules_isTheSame() {
        assertThat(explain(agents).again(record)).isEqualTo(new Same());
    }

    @Test
    void again_asksAsOfThatMomentAndWithWhatWasSaidBefore() {
        Agent careful = Agent.of(inquiry -> Assessment.because("always", 0.9), inquiry -> {
            assertThat(inquiry.context().now()).isEqualTo(THEN);
            assertThat(inquiry.context().contactName()).contains("Rosa");
            assertThat(inquiry.context().recent()).hasSize(1);
            return Answer.of("eco: " + inquiry.text());
        });
        assertThat(explain(manager().register("echo", careful, 1)).again(record))
                .isNotInstanceOf(NotRepeatable.class);
    }

    @Test
    void again_byOtherRules_namesWhatDiffers() {
        assertThat(explain(agents("otra cosa", 0.8)).again(record))
                .isEqualTo(new Different(List.of(
                        new Difference("confidence", "0.9000", "0.8000"),
                        new Difference("content", "eco: hola", "otra cosa: hola"))));
    }

    @Test
    void again_whatFollowsFromAnAnswer_isComparedToo() {
        var decision = record.decision();
        var then = new Decision(
                THEN,
                decision.response(),
                Optional.empty(),
                Set.of(Act.HAND_OVER),
                List.of("closed now"),
                "1-a",
                Optional.empty());
        var now =
                new Decision(THEN, decision.response(), Optional.empty(), Set.of(), List.of(), "1-b", Optional.empty());
        assertThat(Repetition.of(then, now))
                .isEqualTo(new Different(List.of(
                        new Difference("acts", "hand_over", ""),
                        new Difference("rules", "closed now", ""),
                        new Difference("version", "1-a", "1-b"))));
    }

    @Test
    void again_anotherVersionAlone_makesNoDifference() {
        var then = Decision.silent(THEN, "a nod");
        var now = new Decision(
                THEN, Optional.empty(), Optional.of("a nod"), Set.of(), List.of(), "1-b", Optional.empty());
        assertThat(Repetition.of(then, now)).isEqualTo(new Same());
    }

    @Test
    void again_whereAModelHadASay_cannotBeCompared() {
        var then = new Decision(
                THEN,
                record.decision().response(),
                Optional.empty(),
                Set.of(),
                List.of(),
                "1-a",
                Optional.of("gpt: phrased"));
        assertThat(explain(agents("otra cosa", 0.8)).again(record(then))).isInstanceOf(NotRepeatable.class);
    }

    @Test
    void again_whereNoAgentWasAsked_cannotBeCompared() {
        var silent = record(Decision.silent(THEN, "a human owns the conversation"));
        assertThat(explain(agents).again(silent)).isEqualTo(new NotRepeatable("no agent was asked"));
    }

    @Test
    void differences_printWithoutWords() {
        assertThat(new Difference("content", "hola Rosa", "chao Rosa").toString())
                .doesNotContain("Rosa");
    }

    private ExplainDecision explain(AgentManager today) {
        return new ExplainDecision(
                id -> id.equals(ASKED) ? Optional.of(record) : Optional.empty(),
                messages,
                new InMemoryConfigs(Samples.config("first"), Samples.config("second")),
                new AskAgentsAgain(today));
    }

    private static AgentManager manager() {
        return new AgentManager(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static AgentManager agents(String prefix, double confidence) {
        return manager()
                .register(
                        "echo",
                        Agent.of(
                                inquiry -> Assessment.because("always", confidence),
                                inquiry -> Answer.of(prefix + ": " + inquiry.text())),
                        1);
    }

    private static AgentContext context() {
        return AgentContext.at(THEN);
    }

    private static DecisionRecord record(Decision decision) {
        WhatsAppConfigId config = Samples.config("second").id();
        var contact = new Contact(
                new ContactId(new UUID(2, 2)),
                ContactAddress.of(Samples.CUSTOMER),
                Optional.of("Rosa"),
                Optional.empty());
        var incoming = new Message(
                ASKED,
                new ConversationId(new UUID(3, 3)),
                1,
                Direction.INCOMING,
                new MessageContent.Text("hola"),
                Optional.empty(),
                Optional.of(new ExternalId("wamid.1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                THEN);
        var recent = List.of(new PastMessage(true, Optional.of("antes"), Optional.empty(), THEN.minusSeconds(60)));
        return new DecisionRecord(incoming, config, contact, decision, List.of(), recent);
    }
}
