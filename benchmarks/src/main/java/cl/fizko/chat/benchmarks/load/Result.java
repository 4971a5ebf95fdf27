package cl.fizko.chat.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * All figures of one run.
 *
 * @param fillingSeconds that the past took to store; 0 where there is none
 */
record Result(
        String name,
        Options options,
        Outcome outcome,
        ResourceUse.Used used,
        Ceiling ceiling,
        Heap heap,
        double fillingSeconds) {

    /**
     * The app's heap in MB, of all nodes together.
     *
     * @param liveBefore after a full collection between warm-up and load; NaN without jcmd
     * @param liveAfter likewise after the drain
     * @param perMinute the least after any collection in each minute, of the first node
     */
    record Heap(double liveBefore, double liveAfter, List<Integer> perMinute) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Accepted messages per second, as a part of what single inserts would reach. */
    double ratio() {
        return outcome.acceptedPerSecond() / ceiling.perSecond();
    }

    /** Messages per second that were sent in an open loop; 0 in a closed one. */
    double rate() {
        return options.decimal("rate");
    }

    /** Milliseconds of CPU, app and database together, per accepted message; so also seconds per 1,000 of them. */
    double cpuPerMessage() {
        return appCpu() + databaseCpu();
    }

    /** Sends that are neither replies nor of the campaign. */
    int unexplained() {
        return Math.max(0, outcome.unmatched() - options.number("campaign"));
    }

    /** The app's part of it, all nodes together. */
    double appCpu() {
        return perMessage(used.appSeconds());
    }

    double databaseCpu() {
        return perMessage(used.databaseSeconds());
    }

    private double perMessage(double seconds) {
        return seconds * 1000 / Math.max(1, outcome.accepted());
    }

    String table() {
        var text = new StringBuilder("== " + name + "\n");
        row(text, "messages / requests", "%,d / %,d", outcome.messages(), outcome.deliveries());
        row(text, "accepted", "%,d, other answers %s", outcome.accepted(), outcome.refused());
        row(
                text,
                "acceptance",
                "%,.0f/s; ceiling %,.0f inserts/s (%s); ratio %.2f (target 0.25, aim 0.50)",
                outcome.acceptedPerSecond(),
                ceiling.perSecond(),
                ceiling.by(),
                ratio());
        latency(text, "acceptance ms", outcome.acceptance(), outcome.acceptanceFromDue());
        row(text, "replies", "%,d, %,.0f/s", outcome.replies(), outcome.repliesPerSecond());
        latency(text, "webhook -> reply ms", outcome.reply(), outcome.replyFromDue());
        row(
                text,
                "lost / doubled / out of order",
                "%d / %d / %d",
                outcome.lost(),
                outcome.doubled(),
                outcome.outOfOrder());
        if (outcome.leftToAPerson() > 0) {
            row(text, "left to a person", "%d", outcome.leftToAPerson());
        }
        row(text, "last reply", "%.1f s after the last answer", outcome.secondsToTheLastReply());
        if (outcome.uncalledFor() + outcome.failedSends() + outcome.unmatched() > 0) {
            row(
                    text,
                    "sends",
                    "to what was not accepted %d, refused by the stand-in %d, unmatched %d",
                    outcome.uncalledFor(),
                    outcome.failedSends(),
                    outcome.unmatched());
        }
        row(
                text,
                "CPU s per 1,000 messages",
                "app %.2f + database %.2f = %.2f; load and stand-in %.2f",
                appCpu(),
                databaseCpu(),
                cpuPerMessage(),
                perMessage(used.loadSeconds()));
        if (used.nodeSeconds().size() > 1) {
            row(text, "  each node", "%s", each(used.nodeSeconds(), "%.2f", this::perMessage));
            row(
                    text,
                    "accepted by each node",
                    "%s",
                    each(outcome.acceptedByNode(), "%.1f %%", count -> count * 100.0 / outcome.accepted()));
        }
        row(text, "peak memory MB (Pss)", "app %.0f, database %.0f", used.appMegabytes(), used.databaseMegabytes());
        row(
                text,
                "heap MB",
                "live before %.0f, after %.0f; least in each minute %s",
                heap.liveBefore(),
                heap.liveAfter(),
                heap.perMinute());
        row(text, "other processes", "%.1f %% of the machine", used.others() * 100);
        if (fillingSeconds > 0) {
            row(text, "storing the past", "%.0f s", fillingSeconds);
        }
        return text.toString();
    }

    String json() {
        var json = JSON.createObjectNode()
                .put("name", name)
                .put("messages", outcome.messages())
                .put("deliveries", outcome.deliveries())
                .put("accepted", outcome.accepted());
        var refused = json.putObject("refused");
        outcome.refused().forEach(refused::put);
        put(json, "accepted_per_s", outcome.acceptedPerSecond());
        put(json, "ceiling_per_s", ceiling.perSecond());
        json.put("ceiling_by", ceiling.by());
        put(json, "ratio", ratio());
        put(json, "accept_ms", outcome.acceptance());
        put(json, "accept_from_due_ms", outcome.acceptanceFromDue());
        json.put("replies", outcome.replies());
        put(json, "replies_per_s", outcome.repliesPerSecond());
        put(json, "last_reply_s", outcome.secondsToTheLastReply());
        put(json, "reply_ms", outcome.reply());
        put(json, "reply_from_due_ms", outcome.replyFromDue());
        json.put("lost", outcome.lost())
                .put("left_to_a_person", outcome.leftToAPerson())
                .put("doubled", outcome.doubled())
                .put("out_of_order", outcome.outOfOrder())
                .put("replied_not_accepted", outcome.uncalledFor())
                .put("failed_sends", outcome.failedSends())
                .put("unmatched", outcome.unmatched());
        var shares = json.putArray("accepted_by_node");
        outcome.acceptedByNode().forEach(shares::add);
        put(json, "app_cpu_s_per_1000", appCpu());
        var nodes = json.putArray("app_cpu_s_per_1000_by_node");
        used.nodeSeconds().forEach(seconds -> nodes.add(rounded(perMessage(seconds))));
        put(json, "db_cpu_s_per_1000", databaseCpu());
        put(json, "app_pss_mb", used.appMegabytes());
        put(json, "db_pss_mb", used.databaseMegabytes());
        put(json, "heap_live_before_mb", heap.liveBefore());
        put(json, "heap_live_after_mb", heap.liveAfter());
        var minutes = json.putArray("heap_least_per_minute_mb");
        heap.perMinute().forEach(minutes::add);
        put(json, "other_pct", used.others() * 100);
        put(json, "filling_s", fillingSeconds);
        json.put("connections", options.number("connections"))
                .put("conversations", options.number("conversations"))
                .put("nodes", options.number("nodes"))
                .put("roaming", options.on("roaming"))
                .put("rate", options.decimal("rate"))
                .put("latency_ms", options.number("latency-ms"))
                .put("duplicates", options.decimal("duplicates"));
        return json.toString();
    }

    private static void latency(StringBuilder text, String name, Latency fromSent, Latency fromDue) {
        row(text, name, "%s", shown(fromSent));
        if (fromSent.p99() != fromDue.p99()) {
            row(text, "  from the due time", "%s", shown(fromDue));
        }
    }

    private static String shown(Latency latency) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f",
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max());
    }

    private static <T> String each(List<T> nodes, String format, ToDoubleFunction<T> figure) {
        return nodes.stream()
                .map(node -> String.format(Locale.ROOT, format, figure.applyAsDouble(node)))
                .collect(Collectors.joining(", "));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void row(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "  %-30s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    private static void put(ObjectNode json, String name, Latency latency) {
        var node = json.putObject(name);
        put(node, "p50", latency.p50());
        put(node, "p95", latency.p95());
        put(node, "p99", latency.p99());
        put(node, "max", latency.max());
    }

    /** Two decimals; null for what there is none of. */
    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, rounded(value));
        } else {
            json.putNull(name);
        }
    }
}
