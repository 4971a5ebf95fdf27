package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers a file of messages, each a conversation of its own, and compares the agents with the labels where there are any. */
final class LabelledMessages {

    private record Judged(Set<String> labels, String agent) {
        boolean right() {
            return labels.contains(agent);
        }
    }

    private final AgentManager agents;
    private final AgentContext context;
    private final List<Judged> judged = new ArrayList<>();

    LabelledMessages(AgentManager agents, AgentContext context) {
        this.agents = agents;
        this.context = context;
    }

    /** How many a file has at most; empty where reading it twice would be wrong, as with a pipe. */
    static OptionalLong lines(Path file) {
        if (!Files.isRegularFile(file)) {
            return OptionalLong.empty();
        }
        try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
            var lines = 0L;
            for (var next = bytes.read(); next >= 0; next = bytes.read()) {
                lines += next == '\n' ? 1 : 0;
            }
            return OptionalLong.of(lines);
        } catch (IOException e) {
            return OptionalLong.empty(); // reading it says why
        }
    }

    /** Prints one JSON object a line. */
    void answer(Path file, PrintWriter out, WorkProgress progress) {
        var number = 0;
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    answerLine(file, number, line, out);
                }
                progress.done(1);
            }
        } catch (MalformedInputException e) {
            throw new CliException(file + ":" + (number + 1) + ": not UTF-8");
        } catch (IOException e) {
            throw new CliException("--file: cannot read " + file + ": " + e.getMessage());
        }
    }

    private void answerLine(Path file, int number, String line, PrintWriter out) {
        var columns = line.split("\t", -1);
        if (columns.length < 2) {
            throw new CliException(file + ":" + number + ": a line is 'id<TAB>text' or 'id<TAB>text<TAB>label'");
        }
        var text = columns[1].replace("\\n", "\n");
        var response = agents.processMessage(text, context);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", columns[0]);
        fields.put("text", text);
        fields.putAll(TestResponsesCommand.answer(response));
        out.println(Json.line(fields));
        if (columns.length > 2 && !columns[2].isBlank()) {
            judged.add(new Judged(
                    new TreeSet<>(List.of(columns[2].strip().split("\\|"))),
                    response.agentName().value()));
        }
    }

    /** Accuracy and who was taken for whom; empty when nothing had a label. */
    Optional<String> report() {
        if (judged.isEmpty()) {
            return Optional.empty();
        }
        var right = judged.stream().filter(Judged::right).count();
        var text = new StringBuilder(
                "%d of %d right: %.1f %%%n%n".formatted(right, judged.size(), 100.0 * right / judged.size()));
        text.append("%-24s %6s %6s  %s%n".formatted("label", "right", "of", "taken for"));
        byLabel()
                .forEach((label, rows) -> text.append("%-24s %6d %6d  %s%n"
                        .formatted(label, rows.stream().filter(Judged::right).count(), rows.size(), mistakes(rows))));
        return Optional.of(text.toString().stripTrailing());
    }

    private Map<String, List<Judged>> byLabel() {
        var rows = new TreeMap<String, List<Judged>>();
        for (var one : judged) {
            rows.computeIfAbsent(String.join("|", one.labels()), label -> new ArrayList<>())
                    .add(one);
        }
        return rows;
    }

    private static String mistakes(List<Judged> rows) {
        var counts = new TreeMap<String, Integer>();
        rows.stream().filter(row -> !row.right()).forEach(row -> counts.merge(row.agent(), 1, Integer::sum));
        var words = new ArrayList<String>();
        counts.forEach((agent, count) -> words.add(agent + " " + count));
        return String.join(", ", words);
    }
}
