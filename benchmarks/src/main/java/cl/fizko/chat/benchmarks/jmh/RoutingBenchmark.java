package cl.fizko.chat.benchmarks.jmh;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.dialogue.Dialogue;
import cl.fizko.chat.domain.dialogue.Heard;
import cl.fizko.chat.domain.dialogue.Talk;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to choose among the eleven agents for one message, with and without the answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

    private final NaturalTexts texts = new NaturalTexts();
    private final AgentManager agents = AgentManager.withDefaultAgents(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Dialogue dialogue = new Dialogue(agents, Texts.chilean());
    private int seen;

    /** The eleven agents' confidence in one text, ranked. */
    @Benchmark
    public List<Candidate> rank() {
        return agents.rank(new Inquiry(texts.next(), AgentContext.at(NOW)));
    }

    /** The whole decision on a conversation's first message, the answer included. */
    @Benchmark
    public List<Decision> decide() {
        seen++;
        var talk = new Talk(NOW, ConversationOwner.BOT, Optional.empty(), false, CompanyProfile.unknown(), List.of());
        var heard = new Heard(
                new MessageId(new UUID(0, seen)),
                new ExternalId("wamid." + seen),
                new MessageContent.Text(texts.next()),
                NOW);
        return dialogue.decide(talk, List.of(heard));
    }
}
