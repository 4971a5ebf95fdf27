package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.message.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a provider would refuse of a text that is submitted to be judged. Beyond {@link MessageTemplate#problems}, which is about
 * what may be kept: a text may be kept here while somebody still writes it, or because it is approved as it stands.
 *
 * <p>Source: Meta, "Message templates" and its error subcodes 2388072 (format), 2388293 (too many gaps) and 2388299 (gap at an
 * end). How many words a gap needs Meta does not say; twice as many and one more is what providers have found (Syniverse, "How to
 * avoid too many parameters rejection"; Maqsam, "Templates with variables").
 */
public final class SubmissionRules {

    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_]+)\\s*}}");
    private static final Pattern GAP_NAME = Pattern.compile("[a-z0-9_]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern TOO_MUCH_SPACE = Pattern.compile("\\t| {5,}|\\R{3,}");
    private static final Pattern NOT_IN_A_VALUE = Pattern.compile("[\\t\\r\\n]| {5,}|\\{\\{|}}");

    private SubmissionRules() {}

    /**
     * What keeps a text from being judged at all; empty when nothing is known.
     *
     * @param examples a value for each gap and for nothing else
     */
    public static List<FieldProblem> problems(
            String name, String language, String content, Map<String, String> examples) {
        var problems = new ArrayList<>(MessageTemplate.problems(name, language, content));
        if (problems.isEmpty()) {
            gaps(content, problems);
            if (TOO_MUCH_SPACE.matcher(content).find()) {
                add(problems, "content", "must have no tabs, no five spaces and no three line breaks in a row");
            }
            examples(MessageTemplate.variablesOf(content), examples, problems);
        }
        return List.copyOf(problems);
    }

    private static void gaps(String content, List<FieldProblem> problems) {
        var gaps = GAP.matcher(content).results().toList();
        if (gaps.isEmpty()) {
            return;
        }
        if (!gaps.stream().map(gap -> gap.group(1)).allMatch(GAP_NAME.asMatchPredicate())) {
            add(problems, "content", "must name its gaps in lower case");
        }
        if (!hasWord(content.substring(0, gaps.get(0).start()))
                || !hasWord(content.substring(gaps.get(gaps.size() - 1).end()))) {
            add(problems, "content", "must begin and end with a word: a gap with punctuation is none");
        }
        if (neighbours(content, gaps)) {
            add(problems, "content", "must have a word between two gaps");
        }
        var needed = 2 * gaps.size() + 1;
        if (words(content) < needed) {
            add(problems, "content", "must have " + needed + " words beside its " + gaps.size() + " gaps");
        }
    }

    private static boolean neighbours(String content, List<MatchResult> gaps) {
        for (int i = 1; i < gaps.size(); i++) {
            if (!hasWord(content.substring(gaps.get(i - 1).end(), gaps.get(i).start()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String text) {
        return WORD.matcher(text).find();
    }

    private static long words(String content) {
        return Pattern.compile("\\s+")
                .splitAsStream(GAP.matcher(content).replaceAll(" "))
                .filter(SubmissionRules::hasWord)
                .count();
    }

    private static void examples(List<String> gaps, Map<String, String> examples, List<FieldProblem> problems) {
        for (var gap : gaps) {
            var example = examples.getOrDefault(gap, "");
            if (example.isBlank()) {
                add(problems, "examples." + gap, "is missing: whoever judges the text needs it");
            } else if (NOT_IN_A_VALUE.matcher(example).find()) {
                add(problems, "examples." + gap, "must be one line, without braces and without five spaces in a row");
            }
        }
        var others = new TreeSet<>(examples.keySet());
        gaps.forEach(others::remove);
        if (!others.isEmpty()) {
            add(
                    problems,
                    "examples",
                    "must be of gaps that the text has: "
                            + others.stream()
                                    .map(other -> GAP_NAME.matcher(other).matches() ? other : "?")
                                    .collect(Collectors.joining(", "))
                            + " is none");
        }
    }

    private static void add(List<FieldProblem> problems, String field, String problem) {
        problems.add(new FieldProblem(field, problem));
    }
}
