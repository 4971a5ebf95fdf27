package cl.fizko.chat.application.privacy;

import java.time.Duration;

/**
 * How many rows the next batch takes, so that one holds its locks for less than {@value #LONGEST_MILLIS} ms: halved by one that took
 * longer, raised slowly by short ones. Not thread-safe.
 */
final class BatchSize {

    static final long LONGEST_MILLIS = 50;

    private static final int FIRST = 32;
    private static final int MOST = 2_000;

    private int rows = FIRST;

    int rows() {
        return rows;
    }

    void took(Duration time) {
        if (time.toMillis() > LONGEST_MILLIS) {
            tooMany();
        } else if (time.toMillis() < LONGEST_MILLIS / 2) {
            rows = Math.min(MOST, rows + rows / 4 + 1);
        }
    }

    void tooMany() {
        rows = Math.max(1, rows / 2);
    }
}
