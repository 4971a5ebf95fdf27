package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.port.LlmPort.Outcome;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;

/** Questions to the language model, and those that no budget was left for. Thread-safe. */
final class LlmMeters {

    private static final String COMPLETED = "completed";

    /** The adapter's reasons, as label values; whatever else it may say is {@code other}. */
    private static final Set<String> REASONS = Set.of(
            "timeout",
            "interrupted",
            "refused",
            "unreachable",
            "tls_failure",
            "connection_lost",
            "empty_answer",
            "truncated_answer",
            "unreadable_answer",
            "http_429");

    private final Timers requests;
    private final Counter overBudget;

    LlmMeters(MeterRegistry registry) {
        requests = new Timers(
                registry,
                "chat.llm.requests",
                "Questions to the language model by what came of them",
                Tags.empty(),
                Bounds.CALL,
                COMPLETED,
                "timeout",
                "http_4xx",
                "http_5xx",
                "other");
        overBudget = Counter.builder("chat.llm.over.budget")
                .description("Questions that were not asked, for the company's daily budget was spent")
                .register(registry);
    }

    void asked(Outcome outcome, long nanos) {
        requests.record(outcome instanceof Unavailable unavailable ? label(unavailable.reason()) : COMPLETED, nanos);
    }

    void overBudget() {
        overBudget.increment();
    }

    private static String label(String reason) {
        var label = reason.replace(' ', '_');
        if (REASONS.contains(label)) {
            return label;
        }
        return label.startsWith("http_4") ? "http_4xx" : label.startsWith("http_5") ? "http_5xx" : "other";
    }
}
