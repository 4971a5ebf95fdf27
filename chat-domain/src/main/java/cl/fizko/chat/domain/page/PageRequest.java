package cl.fizko.chat.domain.page;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param number counts from 1
 * @param size from 1 to {@value #LARGEST}
 * @param from where to read on; empty: skip the pages before {@code number}, of which at most {@value #MOST_SKIPPED} rows are
 *     skipped, because each costs time
 */
public record PageRequest(int number, int size, Optional<Cursor> from) {

    public static final int LARGEST = 100;
    public static final int MOST_SKIPPED = 10_000;

    public PageRequest {
        if (number < 1 || size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("pages count from 1 and have 1 to " + LARGEST + " rows");
        }
        if (from.isEmpty() && (number - 1L) * size > MOST_SKIPPED) {
            throw new IllegalArgumentException("at most " + MOST_SKIPPED + " rows are skipped");
        }
    }

    public static PageRequest first(int size) {
        return new PageRequest(1, size, Optional.empty());
    }

    /** How many rows to skip; 0 when there is a place to read on from. */
    public int offset() {
        return from.isPresent() ? 0 : (number - 1) * size;
    }
}
