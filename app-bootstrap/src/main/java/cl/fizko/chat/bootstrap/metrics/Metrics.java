package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.adapter.http.metrics.MetricsText;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.domain.config.ProviderId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All meters of one node. What is counted is made when it is first needed at the latest, then only added to. Thread-safe. */
public final class Metrics implements AutoCloseable, MetricsText {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MessageMeters messages = new MessageMeters(registry);
    private final TurnMeters turns = new TurnMeters(registry);
    private final SendMeters sends = new SendMeters(registry);
    private final LlmMeters llm = new LlmMeters(registry);
    private final DeliveryMeters deliveries = new DeliveryMeters(registry);
    private final RequestMeters requests = new RequestMeters(registry);
    private final Counters mediaJobs = new Counters(
            registry,
            "chat.media.jobs",
            "Attempts to fetch customers' files by what came of them",
            "outcome",
            "stored",
            "retried",
            "failed");
    private final Map<ProviderId, Timers> calls = new ConcurrentHashMap<>();
    private final List<AutoCloseable> listening;

    public Metrics() {
        var collections = new JvmGcMetrics();
        var logged = new LogbackMetrics();
        List.of(
                        collections,
                        logged,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        listening = List.of(collections, logged);
    }

    /** As Prometheus reads it, its text format 0.0.4. */
    @Override
    public byte[] scrape() {
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    MeterRegistry registry() {
        return registry;
    }

    MessageMeters messages() {
        return messages;
    }

    TurnMeters turns() {
        return turns;
    }

    SendMeters sends() {
        return sends;
    }

    LlmMeters llm() {
        return llm;
    }

    Counters mediaJobs() {
        return mediaJobs;
    }

    /** The calls that hand messages to a provider. */
    Timers callsTo(ProviderId provider) {
        return calls.computeIfAbsent(
                provider,
                id -> new Timers(
                        registry,
                        "chat.provider.requests",
                        "Calls that hand a message to a provider, waiting for our own limits included",
                        Tags.of("provider", id.value()),
                        Bounds.CALL,
                        MeasuredProvider.OUTCOMES));
    }

    /** Counts deliveries. */
    public ReceiveWebhook.Listener deliveries() {
        return deliveries;
    }

    /** Times requests to this app. */
    public RequestMeters requests() {
        return requests;
    }

    /** Listens to the process no more. */
    @Override
    public void close() {
        for (var listener : listening) {
            try {
                listener.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        registry.close();
    }
}
