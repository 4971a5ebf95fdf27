package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.adapter.postgres.ClusterSchedule;
import cl.fizko.chat.adapter.postgres.ClusterSchedule.Health;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Shows how the jobs fare that one node does for all; every node shows the same. Nothing while the store cannot be read. */
public final class ScheduleGauges {

    private final PacedReading<List<Health>> reading;

    public ScheduleGauges(ClusterSchedule schedule, Metrics metrics) {
        this.reading = new PacedReading<>("schedule", schedule::health, System::nanoTime);
        for (var task : schedule.names()) {
            Gauge.builder(
                            "chat.task.since.success",
                            this,
                            gauges -> gauges.of(
                                    task,
                                    health -> (double) health.sinceSuccess().toMillis() / 1_000))
                    .description(
                            "Since a job that one node does for all last ended without a failure, on whichever node")
                    .baseUnit("seconds")
                    .tag("task", task)
                    .strongReference(true)
                    .register(metrics.registry());
            Gauge.builder("chat.task.failures", this, gauges -> gauges.of(task, Health::failures))
                    .description("How many runs of such a job have failed since")
                    .tag("task", task)
                    .strongReference(true)
                    .register(metrics.registry());
        }
    }

    /** What was read a few seconds ago at most; empty while the store cannot be read. */
    public Optional<List<Health>> latest() {
        return reading.latest();
    }

    private double of(String task, ToDoubleFunction<Health> value) {
        return latest().stream()
                .flatMap(List::stream)
                .filter(health -> health.name().equals(task))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
