package cl.fizko.chat.benchmarks.load;

import java.util.Arrays;

/** How long something took, in milliseconds; percentiles by nearest rank, NaN if it never happened. */
record Latency(double p50, double p95, double p99, double max) {

    /** @param nanos one for each time */
    static Latency of(Longs nanos) {
        var sorted = nanos.all();
        Arrays.sort(sorted);
        return new Latency(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
}
