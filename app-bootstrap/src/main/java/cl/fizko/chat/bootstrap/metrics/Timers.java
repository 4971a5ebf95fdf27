package cl.fizko.chat.bootstrap.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Histograms of one name that differ in their outcome. Each is made once. Thread-safe. */
final class Timers {

    private final MeterRegistry registry;
    private final String name;
    private final String help;
    private final Tags tags;
    private final Duration[] bounds;
    private final Map<String, Timer> byOutcome = new ConcurrentHashMap<>();

    /**
     * Histograms that begin at zero.
     *
     * @param name with dots, without {@code seconds}
     * @param tags that all of them have
     * @param bounds of the histogram
     */
    Timers(MeterRegistry registry, String name, String help, Tags tags, Duration[] bounds, String... outcomes) {
        this.registry = registry;
        this.name = name;
        this.help = help;
        this.tags = tags;
        this.bounds = bounds.clone();
        for (var outcome : outcomes) {
            of(outcome);
        }
    }

    void record(String outcome, long nanos) {
        of(outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer of(String outcome) {
        var known = byOutcome.get(outcome);
        return known != null ? known : byOutcome.computeIfAbsent(outcome, this::made);
    }

    private Timer made(String outcome) {
        return Timer.builder(name)
                .description(help)
                .tags(tags)
                .tag("outcome", outcome)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }
}
