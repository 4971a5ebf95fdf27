package cl.fizko.chat.bootstrap.endtoend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a node showed on {@code /metrics}, in Prometheus's text format. */
record Exposition(Map<String, Double> samples, Map<String, Set<String>> labels, Map<String, Set<String>> values) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Exposition parse(String text) {
        var samples = new HashMap<String, Double>();
        var labels = new LinkedHashMap<String, Set<String>>();
        var values = new HashMap<String, Set<String>>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            var name = sample.group(1);
            var sorted = new TreeMap<String, String>();
            var label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                sorted.put(label.group(1), label.group(2));
                values.computeIfAbsent(name + "." + label.group(1), key -> new HashSet<>())
                        .add(label.group(2));
            }
            labels.computeIfAbsent(name, key -> new HashSet<>()).addAll(sorted.keySet());
            var key = new StringBuilder(name);
            sorted.forEach((label1, value) -> key.append(key.indexOf("{") < 0 ? '{' : ',')
                    .append(label1)
                    .append("=\"")
                    .append(value)
                    .append('"'));
            samples.put(key.append(sorted.isEmpty() ? "" : "}").toString(), number(sample.group(3)));
        });
        return new Exposition(samples, labels, values);
    }

    /** @param sample with its labels in the order of the alphabet */
    double value(String sample) {
        var value = samples.get(sample);
        if (value == null) {
            throw new AssertionError("no " + sample);
        }
        return value;
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
