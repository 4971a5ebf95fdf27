package cl.fizko.chat.domain.agent.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Counts features over messages and numbers those that are frequent enough. Used in training only. */
final class FeatureTable {

    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Map<Integer, Integer> rows = new HashMap<>();
    private int[] keys = {};

    private FeatureTable() {}

    /** The features that occur in at least that many messages. */
    static FeatureTable of(List<Features> messages, int rarest) {
        var table = new FeatureTable();
        messages.forEach(table::count);
        table.close(rarest);
        return table;
    }

    private void count(Features features) {
        var seen = new HashSet<Integer>();
        for (int i = 0; i < features.size(); i++) {
            if (seen.add(features.key(i))) {
                counts.merge(features.key(i), 1, Integer::sum);
            }
        }
    }

    private void close(int rarest) {
        keys = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= rarest)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        Arrays.sort(keys);
        for (int row = 0; row < keys.length; row++) {
            rows.put(keys[row], row);
        }
    }

    int row(int key) {
        return rows.getOrDefault(key, -1);
    }

    int size() {
        return keys.length;
    }

    int[] keys() {
        return keys;
    }
}
