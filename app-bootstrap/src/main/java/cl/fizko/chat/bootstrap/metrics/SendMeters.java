package cl.fizko.chat.bootstrap.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What came of attempts to send, and how long customers waited. Thread-safe. */
final class SendMeters {

    static final String SENT = "sent";
    static final String DEFERRED = "deferred";
    static final String HELD = "held";
    static final String FAILED = "failed";
    static final String UNKNOWN = "unknown";
    static final String FOUND = "found";

    private final Counters outcomes;
    private final Timer response;

    SendMeters(MeterRegistry registry) {
        outcomes = new Counters(
                registry,
                "chat.sends",
                "Outcomes of claimed messages: sent, deferred (to be tried again), held (by a limit or a blocked line), failed,"
                        + " unknown (the answer was lost), found (unknown, then found at the provider)",
                "outcome",
                SENT,
                DEFERRED,
                HELD,
                FAILED,
                UNKNOWN,
                FOUND);
        response = Timer.builder("chat.response")
                .description("From the moment a delivery is stored to the moment the provider accepts the reply to it")
                .serviceLevelObjectives(Bounds.RESPONSE)
                .register(registry);
    }

    void count(String outcome) {
        outcomes.count(outcome);
    }

    void count(String outcome, int times) {
        outcomes.count(outcome, times);
    }

    /** A negative time is a clock's doing and counts as none. */
    void answered(Duration after) {
        response.record(after.isNegative() ? Duration.ZERO : after);
    }
}
