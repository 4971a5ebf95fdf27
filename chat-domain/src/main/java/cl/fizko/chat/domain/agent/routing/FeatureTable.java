package cl.fizko.chat.domain.agent.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Counts features over messages and numbers those that are frequent enough. Used in training only, on some millions of
 * features: hence the arrays.
 */
final class FeatureTable {

    private static final int FIRST_SLOTS = 1 << 16;

    private int[] slotKeys = new int[FIRST_SLOTS];
    private int[] counts = new int[FIRST_SLOTS];
    private int[] lastMessages = new int[FIRST_SLOTS];
    private int[] rows = {};
    private int[] keys = {};
    private int used;

    private FeatureTable() {}

    /** The features that occur in at least that many messages. */
    static FeatureTable of(List<Features> messages, int rarest) {
        var table = new FeatureTable();
        int message = 0;
        for (var features : messages) {
            table.count(features, ++message);
        }
        table.close(rarest);
        return table;
    }

    private void count(Features features, int message) {
        for (int i = 0; i < features.size(); i++) {
            int slot = slot(features.key(i));
            if (counts[slot] == 0) {
                slotKeys[slot] = features.key(i);
                used++;
            }
            if (lastMessages[slot] != message) {
                lastMessages[slot] = message;
                counts[slot]++;
            }
            if (used * 2 > slotKeys.length) {
                grow();
            }
        }
    }

    /** Where a feature is, or would be put. A slot is free while its count is zero. */
    private int slot(int key) {
        int slot = key & (slotKeys.length - 1);
        while (counts[slot] != 0 && slotKeys[slot] != key) {
            slot = (slot + 1) & (slotKeys.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldKeys = slotKeys;
        var oldCounts = counts;
        var oldMessages = lastMessages;
        slotKeys = new int[oldKeys.length * 2];
        counts = new int[slotKeys.length];
        lastMessages = new int[slotKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                slotKeys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
                lastMessages[slot] = oldMessages[i];
            }
        }
    }

    private void close(int rarest) {
        var frequent = new int[used];
        int n = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] >= rarest) {
                frequent[n++] = slotKeys[slot];
            }
        }
        keys = Arrays.copyOf(frequent, n);
        Arrays.sort(keys);
        rows = new int[slotKeys.length];
        Arrays.fill(rows, -1);
        for (int row = 0; row < n; row++) {
            rows[slot(keys[row])] = row;
        }
    }

    /** The number of a feature, or -1 if it is too rare. */
    int row(int key) {
        int slot = slot(key);
        return counts[slot] == 0 ? -1 : rows[slot];
    }

    int size() {
        return keys.length;
    }

    int[] keys() {
        return keys;
    }
}
