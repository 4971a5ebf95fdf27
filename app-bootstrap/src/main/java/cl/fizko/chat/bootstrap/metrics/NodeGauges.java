package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.dispatch.LineBreakers;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;

/** Shows how this node is doing. Registers each gauge once; what they read is quick. */
public final class NodeGauges {

    private final MeterRegistry registry;

    public NodeGauges(Metrics metrics) {
        this.registry = metrics.registry();
    }

    /** The threads that repeat their work. */
    public NodeGauges loops(List<Pulse> pulses) {
        for (var pulse : pulses) {
            Gauge.builder(
                            "chat.loop.still",
                            pulse,
                            loop -> (double) loop.sinceLastMove().toMillis() / 1_000)
                    .description("Since a loop of this node last began or ended a round")
                    .baseUnit("seconds")
                    .tag("loop", pulse.name())
                    .register(registry);
            FunctionCounter.builder("chat.loop.failures", pulse, loop -> (double) loop.failures())
                    .description("Rounds of a loop that ended with an exception")
                    .tag("loop", pulse.name())
                    .register(registry);
        }
        return this;
    }

    /** The numbers on which nothing leaves from this node. */
    public NodeGauges lines(LineBreakers lines, WhatsAppConfigRepository configs, Collection<ProviderId> providers) {
        for (var provider : providers) {
            Gauge.builder("chat.lines.blocked", lines, breakers -> (double) breakers.blocked().stream()
                            .filter(line -> configs.byId(line.config())
                                    .filter(config -> config.provider().equals(provider))
                                    .isPresent())
                            .count())
                    .description(
                            "Business numbers on which this node sends nothing now, for the provider refuses them or is silent")
                    .tag("provider", provider.value())
                    .register(registry);
        }
        return this;
    }

    public NodeGauges sending(DispatchWorker dispatch) {
        Gauge.builder("chat.sends.in.flight", dispatch, DispatchWorker::inFlight)
                .description("Messages that this node is handing to providers")
                .register(registry);
        return this;
    }

    /**
     * The connections to the database.
     *
     * @param state e.g. {@code active}
     */
    public NodeGauges connections(String state, IntSupplier count) {
        Gauge.builder("chat.database.connections", count, IntSupplier::getAsInt)
                .description("Connections to the database: active, idle, and threads that wait for one")
                .tag("state", state)
                .strongReference(true)
                .register(registry);
        return this;
    }

    public NodeGauges build(String version) {
        Gauge.builder("chat.build.info", () -> 1)
                .description("The version of this node")
                .tag("version", version)
                .register(registry);
        return this;
    }
}
