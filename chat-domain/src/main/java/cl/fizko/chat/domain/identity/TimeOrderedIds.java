package cl.fizko.chat.domain.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): the first 48 bits are the milliseconds of the epoch, so that rows
 * created together lie together in an index. Within one instance each id is greater than the one before it, also when the
 * clock steps back.
 *
 * <p>Thread-safe.
 */
public final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long lastTick;

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** The next id; never the same twice. */
    public UUID next() {
        var tick = nextTick();
        var millis = tick >>> COUNTER_BITS;
        var counter = tick & ((1L << COUNTER_BITS) - 1);
        var high = (millis << 16) | 0x7000L | counter;
        var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** When an id of this class was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Milliseconds and, in the low bits, a counter that borrows from the next millisecond when it overflows. */
    private synchronized long nextTick() {
        lastTick = Math.max(lastTick + 1, clock.millis() << COUNTER_BITS);
        return lastTick;
    }
}
