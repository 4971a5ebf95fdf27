package cl.fizko.chat.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a run is like: {@code --name value} over the scenario's own values over the defaults. Immutable. */
final class Options {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("jar", "app-bootstrap/target/fizko-chat.jar"),
            Map.entry("out", "benchmarks/target/runs"),
            Map.entry("java-options", "-Xmx1g"),
            Map.entry("compiler", ""),
            Map.entry("messages", "20000"),
            Map.entry("seconds", "0"),
            Map.entry("conversations", "500"),
            Map.entry("connections", "32"),
            Map.entry("nodes", "1"),
            Map.entry("roaming", "0"),
            Map.entry("rate", "0"),
            Map.entry("warmup", "5000"),
            Map.entry("duplicates", "0"),
            Map.entry("latency-ms", "0"),
            Map.entry("errors-500", "0"),
            Map.entry("errors-429", "0"),
            Map.entry("settle-ms", "3000"),
            Map.entry("drain-s", "120"),
            Map.entry("ceiling-s", "10"),
            Map.entry("ceiling-by", "pgbench"),
            Map.entry("past-messages", "0"),
            Map.entry("past-conversations", "0"),
            Map.entry("campaign", "0"),
            Map.entry("seed", "29"),
            Map.entry("keep-data", "0"));

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The options of the command line, {@code -c} being short for {@code --connections}.
     *
     * @throws IllegalArgumentException naming an option that is unknown or has no value
     */
    static Options parse(Map<String, String> ofScenario, List<String> arguments) {
        var options = new Options(DEFAULTS).with(ofScenario);
        if (arguments.size() % 2 == 1) {
            throw new IllegalArgumentException("no value after " + arguments.get(arguments.size() - 1));
        }
        var given = new LinkedHashMap<String, String>();
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i).equals("-c") ? "--connections" : arguments.get(i);
            given.put(name.replaceFirst("^--", ""), arguments.get(i + 1));
        }
        return options.with(given);
    }

    Options with(Map<String, String> others) {
        var all = new LinkedHashMap<>(values);
        others.forEach((name, value) -> {
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "unknown --" + name + ", known: " + new TreeSet<>(DEFAULTS.keySet()));
            }
            all.put(name, value);
        });
        return new Options(all);
    }

    Options with(String name, Object value) {
        return with(Map.of(name, value.toString()));
    }

    String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    boolean on(String name) {
        return number(name) != 0;
    }

    Path path(String name) {
        return Path.of(text(name)).toAbsolutePath();
    }

    Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    /** How many messages: with a rate and a time what that makes, else as given. */
    int messages() {
        return decimal("rate") > 0 && number("seconds") > 0
                ? (int) Math.round(decimal("rate") * number("seconds"))
                : number("messages");
    }
}
