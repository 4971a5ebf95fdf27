package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.ReadText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a model did on messages whose right agent is known. */
final class Scorecard {

    private record Outcome(int gold, int given, double confidence) {

        boolean isRight() {
            return gold == given;
        }
    }

    private static final double[] BANDS = {0, 0.35, 0.5, 0.65, 0.8, 1.01};

    private final List<Outcome> outcomes = new ArrayList<>();

    void add(LinearIntentModel model, List<Example> examples) {
        for (var example : examples) {
            var verdict = model.judge(ReadText.of(example.text()));
            int given = verdict.best();
            int gold = example.gold().contains(given)
                    ? given
                    : example.gold().stream().min(Integer::compare).orElseThrow();
            outcomes.add(new Outcome(gold, given, verdict.share(given)));
        }
    }

    /** The share of messages that went to a right agent. */
    double accuracy() {
        return rate(outcomes);
    }

    /** The share of the messages of one label that went to a right agent. */
    double recall(int label) {
        return rate(outcomes.stream().filter(o -> o.gold() == label).toList());
    }

    /** The share of right ones among the messages answered at least that confidently. */
    double accuracyFrom(double confidence) {
        return rate(outcomes.stream().filter(o -> o.confidence() >= confidence).toList());
    }

    private double precision(int label) {
        return rate(outcomes.stream().filter(o -> o.given() == label).toList());
    }

    private static double rate(List<Outcome> some) {
        return some.isEmpty()
                ? 1
                : (double) some.stream().filter(Outcome::isRight).count() / some.size();
    }

    /** The report on these messages, as Markdown. */
    String markdown(String title) {
        var text = new StringBuilder();
        text.append(format("### %s%n%n", title));
        text.append(format("Top-1: **%.1f %%** of %d messages.%n%n", 100 * accuracy(), outcomes.size()));
        text.append(format("| agent | messages | recall | precision |%n|---|---|---|---|%n"));
        for (int label = 0; label < Labels.COUNT; label++) {
            int which = label;
            text.append(format(
                    "| %s | %d | %.1f %% | %.1f %% |%n",
                    Labels.ALL.get(label),
                    outcomes.stream().filter(o -> o.gold() == which).count(),
                    100 * recall(label),
                    100 * precision(label)));
        }
        text.append(format("%nMistakes, gold → given:%n%n"));
        for (int gold = 0; gold < Labels.COUNT; gold++) {
            text.append(mistakes(gold));
        }
        text.append(format("%n| confidence | messages | mean confidence | right |%n|---|---|---|---|%n"));
        for (int band = 0; band + 1 < BANDS.length; band++) {
            text.append(calibration(BANDS[band], BANDS[band + 1]));
        }
        return text.append(format("%n")).toString();
    }

    private String mistakes(int gold) {
        var text = new StringBuilder();
        for (int given = 0; given < Labels.COUNT; given++) {
            int to = given;
            long count = outcomes.stream()
                    .filter(o -> !o.isRight() && o.gold() == gold && o.given() == to)
                    .count();
            if (count > 0) {
                text.append(format("- %s → %s: %d%n", Labels.ALL.get(gold), Labels.ALL.get(given), count));
            }
        }
        return text.toString();
    }

    private String calibration(double from, double to) {
        var some = outcomes.stream()
                .filter(o -> o.confidence() >= from && o.confidence() < to)
                .toList();
        double mean = some.stream().mapToDouble(Outcome::confidence).average().orElse(0);
        return some.isEmpty()
                ? ""
                : format(
                        "| %.2f to %.2f | %d | %.2f | %.1f %% |%n",
                        from, Math.min(to, 1), some.size(), mean, 100 * rate(some));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }
}
