package cl.fizko.chat.domain.agent.routing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How strongly each feature speaks for each label: one row of bytes a feature, scaled by the row's own strength. Immutable,
 * hence thread-safe.
 */
final class Weights {

    private final int labels;
    private final int[] slots;
    private final int[] keys;
    private final float[] scales;
    private final byte[] rows;

    private Weights(int labels, int[] keys, float[] scales, byte[] rows) {
        this.labels = labels;
        this.keys = keys;
        this.scales = scales;
        this.rows = rows;
        this.slots = new int[Integer.highestOneBit(Math.max(keys.length, 1) * 2) * 2];
        for (int row = 0; row < keys.length; row++) {
            int slot = keys[row] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = row + 1;
        }
    }

    /**
     * Packs full weights, {@code full[row * labels + label]} for the feature {@code keys[row]}, and leaves out the
     * weakest features.
     *
     * @param most how many features to keep
     */
    static Weights pack(int labels, int[] keys, float[] full, int most) {
        var kept = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -strength(full, row, labels))
                        .thenComparing(row -> keys[row]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        var keptKeys = new int[kept.length];
        var scales = new float[kept.length];
        var rows = new byte[kept.length * labels];
        for (int i = 0; i < kept.length; i++) {
            keptKeys[i] = keys[kept[i]];
            scales[i] = Math.max(strength(full, kept[i], labels), Float.MIN_NORMAL) / 127;
            for (int label = 0; label < labels; label++) {
                rows[i * labels + label] = (byte) Math.round(full[kept[i] * labels + label] / scales[i]);
            }
        }
        return new Weights(labels, keptKeys, scales, rows);
    }

    private static float strength(float[] full, int row, int labels) {
        float strongest = 0;
        for (int label = 0; label < labels; label++) {
            strongest = Math.max(strongest, Math.abs(full[row * labels + label]));
        }
        return strongest;
    }

    /** The score of each label for a message, before they are made comparable. */
    double[] scores(Features features) {
        var scores = new double[labels];
        for (int i = 0; i < features.size(); i++) {
            int row = row(features.key(i));
            if (row >= 0) {
                float strength = features.value(i) * scales[row];
                for (int label = 0; label < labels; label++) {
                    scores[label] += strength * rows[row * labels + label];
                }
            }
        }
        return scores;
    }

    /** What one feature adds to each label's score; all zero for an unknown feature. */
    void addTo(double[] sums, int offset, int key, float value) {
        int row = row(key);
        for (int label = 0; row >= 0 && label < labels; label++) {
            sums[offset + label] += value * scales[row] * rows[row * labels + label];
        }
    }

    int size() {
        return keys.length;
    }

    private int row(int key) {
        int slot = key & (slots.length - 1);
        while (slots[slot] != 0) {
            int row = slots[slot] - 1;
            if (keys[row] == key) {
                return row;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    void writeTo(OutputStream out) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.writeInt(labels);
        data.writeInt(keys.length);
        for (int key : keys) {
            data.writeInt(key);
        }
        for (float scale : scales) {
            data.writeFloat(scale);
        }
        data.write(rows);
        bytes.writeTo(out);
    }

    static Weights readFrom(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        int labels = data.readInt();
        var keys = new int[data.readInt()];
        ByteBuffer.wrap(data.readNBytes(keys.length * Integer.BYTES))
                .asIntBuffer()
                .get(keys);
        var scales = new float[keys.length];
        ByteBuffer.wrap(data.readNBytes(keys.length * Float.BYTES))
                .asFloatBuffer()
                .get(scales);
        return new Weights(labels, keys, scales, data.readNBytes(keys.length * labels));
    }
}
