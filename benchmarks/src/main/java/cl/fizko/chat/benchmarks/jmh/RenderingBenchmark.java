package cl.fizko.chat.benchmarks.jmh;

import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.Views;
import cl.fizko.chat.adapter.http.message.MessageView;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write: an answer for a customer, a list of messages for an operator. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RenderingBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");
    private static final int PAGE = 20;

    private final AgentManager agents = AgentManager.withDefaultAgents(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Inquiry dates =
            new Inquiry("hasta cuando puedo pagar el f29 de este mes sin multa", AgentContext.at(NOW));
    private final Inquiry amounts = new Inquiry("cuanto me retienen si boleteo 500 lucas", AgentContext.at(NOW));
    private final List<Candidate> datesRanked = agents.rank(dates);
    private final List<Candidate> amountsRanked = agents.rank(amounts);
    private final List<Message> page = LongStream.rangeClosed(1, PAGE)
            .mapToObj(RenderingBenchmark::message)
            .toList();

    /** The answer of the agent that was chosen: due dates that the calendar yields. */
    @Benchmark
    public AgentResponse answerWithDates() {
        return agents.answer(dates, datesRanked);
    }

    /** The answer of the agent that was chosen: amounts that are worked out. */
    @Benchmark
    public AgentResponse answerWithAmounts() {
        return agents.answer(amounts, amountsRanked);
    }

    /** Twenty messages as the JSON of a page, from the domain's records to bytes. */
    @Benchmark
    public byte[] messageList() {
        var json = Json.object().put("count", PAGE);
        var results = json.putArray("results");
        page.forEach(message -> results.add(Views.json(MessageView.of(message))));
        return Json.bytes(json);
    }

    private static Message message(long n) {
        var reply = n % 2 == 0;
        return new Message(
                new MessageId(new UUID(1, n)),
                new ConversationId(new UUID(2, 1)),
                n,
                reply ? Direction.OUTGOING : Direction.INCOMING,
                new MessageContent.Text("El F29 de octubre vence el viernes 20 de noviembre de 2026, mensaje " + n),
                reply ? Optional.of(DeliveryStatus.READ) : Optional.empty(),
                Optional.of(new ExternalId("wamid.BENCHMARK" + n)),
                Optional.empty(),
                reply ? Optional.of(new MessageId(new UUID(1, n - 1))) : Optional.empty(),
                reply ? Optional.of(AgentName.TAX_REMINDER) : Optional.empty(),
                NOW.plusSeconds(n));
    }
}
