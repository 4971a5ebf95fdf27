package cl.fizko.chat.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The questions that the load test answers, with what the answers should be. */
enum Scenario {
    ACCEPTANCE_32("how fast 32 connections get their 200", Map.of("connections", "32")),
    ACCEPTANCE_64("how fast 64 connections get their 200", Map.of("connections", "64")),
    SUSTAINED(
            "whether 2,500 messages/s are replied to for a minute",
            Map.of("connections", "64", "rate", "2500", "seconds", "60")),
    OPEN_200("how long a reply takes at 200 messages/s", Map.of("connections", "64", "rate", "200", "seconds", "30")),
    SLOW_KAPSO(
            "whether a Kapso that takes 200 ms an answer slows anything down",
            Map.of("connections", "32", "conversations", "500")),
    SOAK(
            "whether the heap grows in ten minutes",
            Map.of("connections", "64", "rate", "500", "seconds", "600", "conversations", "5000")),
    CAMPAIGN(
            "whether another company's 20,000 queued messages make replies slower",
            Map.of("connections", "64", "rate", "100", "seconds", "60", "campaign", "20000")),
    OVERLOAD(
            "what becomes of twice what it can do, for two minutes (--rate says how much that is)",
            Map.of("connections", "512", "rate", "2500", "seconds", "120", "conversations", "5000")),
    GROWN(
            "whether 5,000,000 stored messages make anything dearer",
            Map.of("connections", "32", "past-messages", "5000000", "past-conversations", "500000")),
    NODES_2("whether two nodes on one database keep the promises, and what a message costs them", Scenario.nodes(2)),
    NODES_4("the same of four", Scenario.nodes(4));

    private static final String SLOW = "200";

    private static Map<String, String> nodes(int count) {
        return Map.of("connections", "64", "nodes", Integer.toString(count), "roaming", "1");
    }

    private final String question;

    @SuppressWarnings("ImmutableEnumChecker") // all are Map.of
    private final Map<String, String> options;

    Scenario(String question, Map<String, String> options) {
        this.question = question;
        this.options = options;
    }

    /** The scenario that is called so on the command line, e.g. {@code acceptance-32}. */
    static Scenario called(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown scenario " + name));
    }

    static String list() {
        return Arrays.stream(values())
                .map(scenario -> String.format(Locale.ROOT, "  %-14s %s", scenario.label(), scenario.question))
                .collect(Collectors.joining("\n"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, String> options() {
        return options;
    }

    /** The runs that it takes, the one to compare with first. */
    List<Run> runs(Options options) {
        return switch (this) {
            case SLOW_KAPSO ->
                List.of(
                        new Run(label() + "-quick", options.with("latency-ms", 0)),
                        new Run(
                                label(),
                                options.number("latency-ms") > 0 ? options : options.with("latency-ms", SLOW)));
            case GROWN ->
                List.of(new Run(label() + "-empty", options.with("past-messages", 0)), new Run(label(), options));
            case CAMPAIGN ->
                List.of(new Run(label() + "-without", options.with("campaign", 0)), new Run(label(), options));
            case NODES_2, NODES_4 ->
                List.of(new Run(label() + "-one", options.with("nodes", 1)), new Run(label(), options));
            default -> List.of(new Run(label(), options));
        };
    }

    List<Target> targets(List<Result> results) {
        var last = results.get(results.size() - 1);
        var targets = new ArrayList<Target>();
        results.forEach(result -> targets.add(Target.faultless(result)));
        switch (this) {
            case ACCEPTANCE_32, ACCEPTANCE_64 -> {
                targets.add(Target.atLeast("acceptance / ceiling", last.ratio(), 0.25));
                targets.add(Target.atMost(
                        "acceptance p99 ms", last.outcome().acceptance().p99(), 50));
            }
            case SUSTAINED -> {
                // The replies to the last messages come after the end: a little less than the rate is all of it.
                targets.add(Target.atLeast("replies/s", last.outcome().repliesPerSecond(), 0.98 * last.rate()));
                targets.add(Target.atMost("CPU ms a message", last.cpuPerMessage(), 0.6));
            }
            case OPEN_200 ->
                targets.add(Target.atMost(
                        "webhook -> reply p99 ms", last.outcome().replyFromDue().p99(), 60));
            case CAMPAIGN -> {
                targets.add(Target.atLeast(
                        "messages of the campaign that left", last.outcome().unmatched(), 1));
                targets.add(Target.atMost(
                        "webhook -> reply p95 / without a campaign",
                        last.outcome().replyFromDue().p95()
                                / results.get(0).outcome().replyFromDue().p95(),
                        1.2));
            }
            case OVERLOAD -> {
                targets.add(Target.atMost(
                        "refused otherwise than by 503", last.outcome().refusedOtherThanBy("503"), 0));
                targets.add(Target.atMost(
                        "s from the last answer to the last reply",
                        last.outcome().secondsToTheLastReply(),
                        10));
            }
            case SLOW_KAPSO -> compare(results.get(0), last, 0.1, targets);
            case GROWN -> {
                compare(results.get(0), last, 0.15, targets);
                targets.add(Target.atMost(
                        "CPU a message / without a past",
                        last.cpuPerMessage() / results.get(0).cpuPerMessage(),
                        1.15));
            }
            case NODES_2, NODES_4 -> {
                tell(results, "app CPU ms a message", Result::appCpu, targets);
                tell(results, "database CPU ms a message", Result::databaseCpu, targets);
                tell(results, "accepted/s", result -> result.outcome().acceptedPerSecond(), targets);
                tell(results, "replies/s", result -> result.outcome().repliesPerSecond(), targets);
                tell(results, "app memory MB (Pss)", result -> result.used().appMegabytes(), targets);
            }
            case SOAK ->
                targets.add(Target.atMost(
                        "live heap after / before",
                        last.heap().liveAfter() / last.heap().liveBefore(),
                        1.1));
        }
        return targets;
    }

    private static void tell(List<Result> results, String what, ToDoubleFunction<Result> figure, List<Target> targets) {
        results.forEach(result -> targets.add(Target.told(what + ", " + result.name(), figure.applyAsDouble(result))));
    }

    private static void compare(Result base, Result other, double tolerance, List<Target> targets) {
        targets.add(Target.atLeast(
                "acceptance/s / " + base.name(),
                other.outcome().acceptedPerSecond() / base.outcome().acceptedPerSecond(),
                1 - tolerance));
        targets.add(Target.atLeast(
                "replies/s / " + base.name(),
                other.outcome().repliesPerSecond() / base.outcome().repliesPerSecond(),
                1 - tolerance));
    }
}
