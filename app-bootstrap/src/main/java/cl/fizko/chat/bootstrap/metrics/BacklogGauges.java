package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.port.Backlog;
import cl.fizko.chat.domain.port.Backlog.Reading;
import cl.fizko.chat.domain.port.Backlog.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the backlog. However many ask, the store is read once in {@value #SECONDS} seconds, and less often when it is slow: reading
 * takes a twentieth of the time at most. While the store cannot be read the gauges show nothing. Thread-safe.
 */
public final class BacklogGauges {

    private static final Logger log = LoggerFactory.getLogger(BacklogGauges.class);

    private static final long SECONDS = 5;
    private static final long PAUSES_PER_READING = 20;

    private final Backlog backlog;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Reading> latest = Optional.empty();
    private volatile long nextAt;

    public BacklogGauges(Backlog backlog, Metrics metrics) {
        this(backlog, System::nanoTime);
        show(metrics.registry());
    }

    BacklogGauges(Backlog backlog, LongSupplier nanos) {
        this.backlog = backlog;
        this.nanos = nanos;
        this.nextAt = nanos.getAsLong();
    }

    /** What waited a few seconds ago at most; empty while the store cannot be read. */
    public Optional<Reading> latest() {
        if (nanos.getAsLong() - nextAt >= 0 && reading.tryLock()) {
            try {
                if (nanos.getAsLong() - nextAt >= 0) {
                    read();
                }
            } finally {
                reading.unlock();
            }
        }
        return latest;
    }

    private void read() {
        var from = nanos.getAsLong();
        try {
            latest = Optional.of(backlog.read());
        } catch (RuntimeException e) {
            latest = Optional.empty();
            log.warn("the backlog cannot be read: {}", Fault.summary(e));
        }
        var now = nanos.getAsLong();
        nextAt = now + Math.max(Duration.ofSeconds(SECONDS).toNanos(), (now - from) * PAUSES_PER_READING);
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
