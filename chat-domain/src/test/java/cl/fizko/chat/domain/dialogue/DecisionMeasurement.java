package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures what one decision costs on one thread: microseconds of its own CPU time, so that a busy machine does not count, and
 * bytes allocated. Not a test: {@code main} with seconds per line, and any second argument to measure one line after the other
 * for ever, for a profiler.
 */
final class DecisionMeasurement {

    private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");
    private static final int RECENT = 6;

    private record Asked(Talk talk, List<Heard> messages) {}

    private final Dialogue dialogue =
            new Dialogue(AgentManager.withDefaultAgents(Clock.fixed(NOW, ZoneOffset.UTC)), Texts.chilean());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Duration each;
    private int seen;

    private DecisionMeasurement(Duration each) {
        this.each = each;
    }

    public static void main(String[] arguments) {
        var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var measurement = new DecisionMeasurement(Duration.ofSeconds(seconds));
        do {
            measurement.all();
        } while (arguments.length > 1);
    }

    private void all() {
        var heldOut = lines("/cl/fizko/chat/domain/agent/routing/heldout.tsv").stream()
                .map(line -> line.split("\t", -1)[1])
                .toList();
        var natural = lines("/cl/fizko/chat/domain/dialogue/natural.txt");
        System.out.printf(Locale.ROOT, "%-36s %12s %12s %12s%n", "", "us/message", "bytes", "decisions");
        report("held-out texts, alone", alone(heldOut));
        report("natural texts, alone", alone(natural));
        report("held-out texts, 6 messages before", talked(heldOut));
        report("natural texts, 6 messages before", talked(natural));
    }

    private List<Asked> alone(List<String> texts) {
        return texts.stream()
                .map(text -> new Asked(talk(List.of()), List.of(heard(text))))
                .toList();
    }

    /** Each text after those before it and what they were answered. */
    private List<Asked> talked(List<String> texts) {
        var asked = new ArrayList<Asked>();
        var talk = talk(List.of());
        for (var text : texts) {
            var messages = List.of(heard(text));
            if (talk.recent().size() == RECENT) {
                asked.add(new Asked(talk, messages));
            }
            var said = talk.after(messages, dialogue.decide(talk, messages)).recent();
            talk = talk(said.subList(Math.max(0, said.size() - RECENT), said.size()));
        }
        return asked;
    }

    private void report(String name, List<Asked> asked) {
        run(asked, each);
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long decisions = run(asked, each);
        double micros = (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / decisions;
        bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        System.out.printf(Locale.ROOT, "%-36s %12.1f %12d %12d%n", name, micros, bytes / decisions, decisions);
    }

    private long run(List<Asked> asked, Duration length) {
        long decisions = 0;
        for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; ) {
            for (var question : asked) {
                // A text of its own, as from the wire: nothing may be gained by having met this very object before.
                var heard = question.messages().get(0);
                var text = new String(heard.words().orElse("").toCharArray());
                dialogue.decide(fresh(question.talk()), List.of(heard(text)));
            }
            decisions += asked.size();
        }
        return decisions;
    }

    private static Talk fresh(Talk talk) {
        return talk(talk.recent().stream()
                .map(said -> new PastMessage(said.fromCustomer(), said.text(), said.agentName(), said.at()))
                .toList());
    }

    private static Talk talk(List<PastMessage> recent) {
        return new Talk(NOW, ConversationOwner.BOT, Optional.empty(), false, CompanyProfile.unknown(), recent);
    }

    private Heard heard(String text) {
        seen++;
        return new Heard(
                new MessageId(new UUID(0, seen)), new ExternalId("wamid." + seen), new MessageContent.Text(text), NOW);
    }

    private static List<String> lines(String resource) {
        var stream = Objects.requireNonNull(DecisionMeasurement.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
