package cl.fizko.chat.domain.agent.routing;

import java.util.Arrays;

/** The features of one message: what each is (a hash), how strong it is, and which token it came from. Not shared. */
final class Features {

    /** The anchor of a feature that speaks of the message as a whole. */
    static final int WHOLE = -1;

    private int[] keys = new int[512];
    private float[] values = new float[512];
    private int[] anchors = new int[512];
    private int size;

    void add(int key, float value, int anchor) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
            anchors = Arrays.copyOf(anchors, size * 2);
        }
        keys[size] = key;
        values[size] = value;
        anchors[size] = anchor;
        size++;
    }

    /** Makes messages of any length comparable. */
    void normalise(float length) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) values[i] * values[i];
        }
        float scale = sum == 0 ? 1 : (float) (length / StrictMath.sqrt(sum));
        for (int i = 0; i < size; i++) {
            values[i] *= scale;
        }
    }

    /** Gives back the room that was kept for more features. */
    Features trimmed() {
        keys = Arrays.copyOf(keys, size);
        values = Arrays.copyOf(values, size);
        anchors = Arrays.copyOf(anchors, size);
        return this;
    }

    int size() {
        return size;
    }

    int key(int i) {
        return keys[i];
    }

    float value(int i) {
        return values[i];
    }

    int anchor(int i) {
        return anchors[i];
    }
}
