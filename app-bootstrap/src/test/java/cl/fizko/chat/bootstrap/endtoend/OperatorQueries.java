package cl.fizko.chat.bootstrap.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The PromQL of {@code docs/operations}: enough of its grammar to find the names of metrics and labels. */
final class OperatorQueries {

    private static final Path DOCUMENTS = Path.of("..", "docs", "operations");

    /** Words of the language, and labels that Prometheus itself adds to what it reads. */
    private static final Set<String> WORDS = Set.of(
            "sum",
            "rate",
            "increase",
            "max",
            "min",
            "avg",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "and",
            "or",
            "unless",
            "histogram_quantile",
            "clamp_min",
            "absent",
            "time",
            "changes",
            "bool",
            "offset",
            "max_over_time");

    private static final Set<String> ADDED = Set.of("instance", "job");

    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

    private OperatorQueries() {}

    /** One query and where it stands. */
    record Query(String place, String text) {

        /** The names that the app does not offer; empty when it offers them all. */
        List<String> unknownTo(Exposition offered) {
            var unknown = new ArrayList<String>();
            var metrics = new HashSet<String>();
            var rest = RANGE.matcher(GROUPING.matcher(text).replaceAll(" ")).replaceAll(" ");
            var selector = SELECTOR.matcher(rest);
            while (selector.find()) {
                var name = selector.group(1);
                if (WORDS.contains(name)) {
                    continue;
                }
                metrics.add(name);
                if (!offered.labels().containsKey(name)) {
                    unknown.add(name);
                } else if (selector.group(2) != null) {
                    unknown.addAll(unknownMatchers(offered, name, selector.group(2)));
                }
            }
            if (metrics.isEmpty()) {
                unknown.add("(no metric)");
            }
            var grouping = GROUPING.matcher(text);
            while (grouping.find()) {
                for (var label : grouping.group(1).split(",", -1)) {
                    if (!isOffered(offered, metrics, label.strip())) {
                        unknown.add(label.strip());
                    }
                }
            }
            return unknown;
        }

        private static List<String> unknownMatchers(Exposition offered, String metric, String matchers) {
            var unknown = new ArrayList<String>();
            var matcher = MATCHER.matcher(matchers);
            while (matcher.find()) {
                var label = matcher.group(1);
                if (!isOffered(offered, Set.of(metric), label)) {
                    unknown.add(metric + "." + label);
                    continue;
                }
                var values = offered.values().getOrDefault(metric + "." + label, Set.of());
                var wanted = matcher.group(3);
                if (!ADDED.contains(label) && matcher.group(2).equals("=") && !values.contains(wanted)) {
                    unknown.add(metric + "." + label + "=" + wanted);
                } else if (!ADDED.contains(label)
                        && matcher.group(2).equals("=~")
                        && !wanted.startsWith("$")
                        && !List.of(wanted.split("\\|", -1)).stream()
                                .allMatch(one -> values.stream().anyMatch(value -> value.matches(one)))) {
                    unknown.add(metric + "." + label + "=~" + wanted);
                }
            }
            return unknown;
        }

        private static boolean isOffered(Exposition offered, Set<String> metrics, String label) {
            return ADDED.contains(label)
                    || metrics.stream()
                            .anyMatch(metric -> offered.labels()
                                    .getOrDefault(metric, Set.of())
                                    .contains(label));
        }
    }

    /** Every query of the dashboard and of the alerts. */
    static List<Query> all() throws IOException {
        var queries = new ArrayList<Query>();
        var dashboard = new ObjectMapper().readTree(Files.readString(DOCUMENTS.resolve("grafana-dashboard.json")));
        for (var panel : dashboard.path("panels")) {
            for (var target : panel.path("targets")) {
                queries.add(new Query(
                        "panel " + panel.path("title").asText(),
                        target.path("expr").asText()));
            }
        }
        var alert = "";
        for (var line : Files.readAllLines(DOCUMENTS.resolve("prometheus-alerts.yml"))) {
            var stripped = line.strip();
            if (stripped.startsWith("- alert: ")) {
                alert = stripped.substring("- alert: ".length());
            } else if (stripped.startsWith("expr: ")) {
                queries.add(new Query("alert " + alert, stripped.substring("expr: ".length())));
            }
        }
        if (queries.size() < 30) {
            throw new AssertionError("only " + queries.size() + " queries found");
        }
        return queries;
    }
}
