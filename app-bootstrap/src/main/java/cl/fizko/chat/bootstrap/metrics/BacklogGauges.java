package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.port.Backlog;
import cl.fizko.chat.domain.port.Backlog.Reading;
import cl.fizko.chat.domain.port.Backlog.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** Shows the backlog; while the store cannot be read the gauges show nothing. Thread-safe. */
public final class BacklogGauges {

    private final PacedReading<Reading> backlog;

    public BacklogGauges(Backlog backlog, Metrics metrics) {
        this(backlog, System::nanoTime);
        show(metrics.registry());
    }

    BacklogGauges(Backlog backlog, LongSupplier nanos) {
        this.backlog = new PacedReading<>("backlog", backlog::read, nanos);
    }

    /** What waited a few seconds ago at most; empty while the store cannot be read. */
    public Optional<Reading> latest() {
        return backlog.latest();
    }

    private void show(MeterRegistry registry) {
        waiting(registry, "turn", Reading::turns);
        waiting(registry, "dispatch", Reading::sends);
        waiting(registry, "media", Reading::mediaFiles);
        gauge(
                registry,
                "chat.turns.failing",
                "Waiting conversations that were leased three times or more",
                Tags.empty(),
                r -> r.failingTurns());
        gauge(
                registry,
                "chat.sends.held",
                "Messages that were tried or held and are not due yet",
                Tags.empty(),
                r -> r.heldSends());
        gauge(
                registry,
                "chat.unknown.sends",
                "Messages of which nobody knows whether they left",
                Tags.empty(),
                r -> r.unknownSends());
        gauge(
                registry,
                "chat.conversations.active",
                "Conversations with a message in the latest " + Backlog.ACTIVE.toMinutes() + " minutes",
                Tags.empty(),
                r -> r.activeConversations());
        Gauge.builder(
                        "chat.webhook.silence",
                        this,
                        gauges -> gauges.latest()
                                .flatMap(Reading::sinceDelivery)
                                .map(BacklogGauges::seconds)
                                .orElse(Double.NaN))
                .description("Since a provider brought the latest delivery")
                .baseUnit("seconds")
                .register(registry);
    }

    private interface Stage {
        Waiting of(Reading reading);
    }

    private void waiting(MeterRegistry registry, String name, Stage stage) {
        var tags = Tags.of("stage", name);
        gauge(
                registry,
                "chat.pending",
                "What waits at a stage, in the installation as a whole; counted up to " + Backlog.MOST,
                tags,
                reading -> stage.of(reading).count());
        Gauge.builder(
                        "chat.oldest.pending",
                        this,
                        gauges -> gauges.latest()
                                .map(reading -> seconds(stage.of(reading).oldest()))
                                .orElse(Double.NaN))
                .description("How long the oldest has waited at a stage")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String help, Tags tags, ToDoubleFunction<Reading> value) {
        Gauge.builder(
                        name,
                        this,
                        gauges -> gauges.latest()
                                .map(reading -> value.applyAsDouble(reading))
                                .orElse(Double.NaN))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return (double) duration.toMillis() / 1_000;
    }
}
