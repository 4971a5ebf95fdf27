package cl.fizko.chat.domain.privacy;

import java.util.EnumMap;
import java.util.Map;

/** How many records of each kind: a value. A kind that is not mentioned has none. */
public record Tally(Map<RecordKind, Long> counts) {

    public static final Tally NONE = new Tally(Map.of());

    public Tally {
        counts = Map.copyOf(counts);
    }

    public static Tally of(RecordKind kind, long count) {
        return new Tally(Map.of(kind, count));
    }

    public Tally plus(Tally other) {
        var sum = new EnumMap<RecordKind, Long>(RecordKind.class);
        sum.putAll(counts);
        other.counts.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return new Tally(sum);
    }

    public long of(RecordKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Of all kinds together. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
