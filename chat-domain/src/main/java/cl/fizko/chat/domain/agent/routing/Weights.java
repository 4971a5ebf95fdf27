package cl.fizko.chat.domain.agent.routing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How strongly each feature speaks for each label: one row of bytes a feature, scaled by the row's own strength. Immutable,
 * hence thread-safe.
 *
 * <p>A message asks for some hundreds of features all over a few megabytes, so waiting for memory is what it costs: a key and
 * the place of its row stand side by side, and so do a row's bytes and its scale.
 */
final class Weights {

    private static final VarHandle SCALE = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);

    private final int labels;
    private final int[] keys;
    private final long[] slots;
    private final byte[] rows;
    private final int width;
    private final int scaleAt;

    private Weights(int labels, int[] keys, float[] scales, byte[] rows) {
        this.labels = labels;
        this.keys = keys;
        this.scaleAt = (labels + Float.BYTES - 1) / Float.BYTES * Float.BYTES;
        this.width = scaleAt + Float.BYTES;
        this.rows = new byte[keys.length * width];
        this.slots = new long[Integer.highestOneBit(Math.max(keys.length, 1) * 3 / 2) * 2];
        for (int row = 0; row < keys.length; row++) {
            int slot = keys[row] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = (long) keys[row] << Integer.SIZE | (row + 1);
            System.arraycopy(rows, row * labels, this.rows, row * width, labels);
            SCALE.set(this.rows, row * width + scaleAt, scales[row]);
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

    /**
     * Adds what each feature of a message says for each label.
     *
     * @param scores gets all of it
     * @param byToken gets it apart by what it comes from: first the message as a whole, then each token
     */
    void weigh(Features features, double[] scores, double[] byToken) {
        for (int i = 0; i < features.size(); i++) {
            int row = row(features.key(i));
            if (row < 0) {
                continue;
            }
            int at = row * width;
            float strength = features.value(i) * (float) SCALE.get(rows, at + scaleAt);
            int offset = (features.anchor(i) + 1) * labels;
            for (int label = 0; label < labels; label++) {
                float said = strength * rows[at + label];
                scores[label] += said;
                byToken[offset + label] += said;
            }
        }
    }

    int size() {
        return keys.length;
    }

    private int row(int key) {
        int slot = key & (slots.length - 1);
        for (long found = slots[slot]; found != 0; found = slots[slot]) {
            if ((int) (found >> Integer.SIZE) == key) {
                return (int) found - 1;
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
        for (int row = 0; row < keys.length; row++) {
            data.write(rows, row * width + scaleAt, Float.BYTES);
        }
        for (int row = 0; row < keys.length; row++) {
            data.write(rows, row * width, labels);
        }
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
