package cl.fizko.chat.domain.agent.routing;

import java.util.Arrays;
import java.util.Set;

/** One message as the trainer sees it: the rows of its features, how strong they are, and what is right. */
final class Lesson {

    private final int[] rows;
    private final float[] values;
    private final boolean[] gold = new boolean[Labels.COUNT];
    private final float weight;

    Lesson(Features features, FeatureTable table, Set<Integer> gold, float weight) {
        var known = new int[features.size()];
        var strengths = new float[features.size()];
        int n = 0;
        for (int i = 0; i < features.size(); i++) {
            int row = table.row(features.key(i));
            if (row >= 0) {
                known[n] = row;
                strengths[n] = features.value(i);
                n++;
            }
        }
        this.rows = Arrays.copyOf(known, n);
        this.values = Arrays.copyOf(strengths, n);
        this.weight = weight;
        gold.forEach(label -> this.gold[label] = true);
    }

    int size() {
        return rows.length;
    }

    int row(int i) {
        return rows[i];
    }

    float value(int i) {
        return values[i];
    }

    boolean isGold(int label) {
        return gold[label];
    }

    float weight() {
        return weight;
    }
}
