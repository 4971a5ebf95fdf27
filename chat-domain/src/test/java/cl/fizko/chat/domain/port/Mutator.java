package cl.fizko.chat.domain.port;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils bytes the way networks, proxies and attackers do, the same way again for the same seed. Not thread-safe.
 *
 * <p>The seed is fixed, so that a failure in a build is a failure everywhere; {@code -Dfuzz.seed=…} tries another.
 */
public final class Mutator {

    private static final List<byte[]> NASTY = List.of(
            bytes("null"),
            bytes("\"\""),
            bytes("[]"),
            bytes("{}"),
            bytes("\\u0000"),
            bytes("\\ud800"),
            bytes("1e999999999"),
            bytes("-123456789012345678901234567890"),
            bytes("\""),
            bytes(","),
            bytes("[".repeat(500)),
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {0});

    private final long seed;
    private final Random random;

    public Mutator() {
        this.seed = Long.getLong("fuzz.seed", 20_261_123L);
        this.random = new Random(seed);
    }

    /** What to run again with, after a failure. */
    public long seed() {
        return seed;
    }

    /** A spoiled copy; the argument stays as it is. */
    public byte[] mutated(byte[] original) {
        var bytes = original.clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return NASTY.get(random.nextInt(NASTY.size())).clone();
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(40)), new byte[0]);
            case 4 -> spliced(bytes, at, at, NASTY.get(random.nextInt(NASTY.size())));
            default -> {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
                yield spliced(bytes, at, end, NASTY.get(random.nextInt(NASTY.size())));
            }
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        var result = new byte[bytes.length - (to - from) + instead.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
