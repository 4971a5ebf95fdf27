package cl.fizko.chat.bootstrap.metrics;

import java.time.Duration;
import java.util.Arrays;

/** The bounds of the histograms: few, since each is a time series. */
final class Bounds {

    /** From the delivery to the reply: a second is good, five are what customers take for an answer at once. */
    static final Duration[] RESPONSE = millis(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000);

    /** A call of a provider, which has ten seconds. */
    static final Duration[] CALL = millis(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    /** A request to this app. */
    static final Duration[] REQUEST = millis(5, 25, 100, 500, 1_000, 5_000);

    private Bounds() {}

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
