package cl.fizko.chat.benchmarks.load;

import java.util.Arrays;

/** A growing list of numbers that makes no objects. Not thread-safe. */
final class Longs {

    private long[] values = new long[1024];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    long at(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    long[] all() {
        return Arrays.copyOf(values, size);
    }

    int[] ints() {
        return Arrays.stream(all()).mapToInt(Math::toIntExact).toArray();
    }
}
