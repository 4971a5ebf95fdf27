package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.RequestListener;
import cl.fizko.chat.adapter.http.health.HealthResource;
import cl.fizko.chat.adapter.http.health.ReadinessCheck;
import cl.fizko.chat.adapter.http.metrics.MetricsResource;
import cl.fizko.chat.adapter.postgres.ClusterSchedule;
import cl.fizko.chat.adapter.postgres.PostgresDatabase;
import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.dispatch.LineBreakers;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.metrics.BacklogGauges;
import cl.fizko.chat.bootstrap.metrics.Metrics;
import cl.fizko.chat.bootstrap.metrics.NodeGauges;
import cl.fizko.chat.bootstrap.metrics.ScheduleGauges;
import cl.fizko.chat.domain.port.Backlog;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What those who run a node see of it: its metrics and its health. */
final class ObservationModule extends AbstractModule {

    private final Settings settings;
    private final Metrics metrics;

    ObservationModule(Settings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    protected void configure() {
        bind(ReceiveWebhook.Listener.class).toInstance(metrics.deliveries());
        bind(RequestListener.class).toInstance(metrics.requests());
        bind(NodeGauges.class).toInstance(new NodeGauges(metrics));
    }

    @Provides
    @Singleton
    BacklogGauges backlog(Backlog backlog) {
        return new BacklogGauges(backlog, metrics);
    }

    @Provides
    @Singleton
    ScheduleGauges schedule(ClusterSchedule schedule) {
        return new ScheduleGauges(schedule, metrics);
    }

    /** Every gauge is there before the first request. */
    @Provides
    @Singleton
    MetricsResource metrics(
            NodeGauges gauges,
            BacklogGauges backlog,
            ScheduleGauges schedule,
            TurnWorker turns,
            DispatchWorker dispatch,
            MediaWorker media,
            Upkeep upkeep,
            LineBreakers lines,
            WhatsAppConfigRepository configs,
            Providers providers,
            PostgresDatabase database) {
        gauges.loops(pulses(turns, dispatch, media))
                .loops(upkeep.pulses())
                .lines(lines, configs, providers.known())
                .sending(dispatch)
                .connections("active", () -> database.connections().active())
                .connections("idle", () -> database.connections().idle())
                .connections("waiting", () -> database.connections().waiting())
                .build(BuildVersion.TEXT);
        backlog.latest();
        schedule.latest();
        return new MetricsResource(metrics, settings.metricsPublic() ? Access.PUBLIC : Access.PLATFORM);
    }

    @Provides
    HealthResource health(
            PostgresDatabase database,
            TurnWorker turns,
            DispatchWorker dispatch,
            MediaWorker media,
            Upkeep upkeep,
            LineBreakers lines,
            WhatsAppConfigRepository configs,
            BacklogGauges backlog,
            Clock clock) {
        var vitals = new Vitals();
        var store = new StoreCheck(database);
        var checks = new ArrayList<ReadinessCheck>(List.of(
                ReadinessCheck.needed("database", store::answers),
                ReadinessCheck.needed("migrations", store::isMigrated),
                ReadinessCheck.needed("turns", () -> Vitals.move(turns.pulses())),
                ReadinessCheck.needed("dispatch", () -> Vitals.move(dispatch.pulses())),
                ReadinessCheck.needed("media", () -> Vitals.move(List.of(media.pulse()))),
                ReadinessCheck.needed("upkeep", upkeep::isAlive),
                ReadinessCheck.shown("providers", () -> new ProviderCheck(lines, configs).works())));
        settings.webhookSilence().ifPresent(longest -> {
            var startedAt = clock.instant();
            checks.add(ReadinessCheck.shown(
                    "webhooks", () -> SilenceCheck.isHeard(backlog.latest(), longest, startedAt, clock.instant())));
        });
        return new HealthResource(vitals::live, checks);
    }

    private static List<Pulse> pulses(TurnWorker turns, DispatchWorker dispatch, MediaWorker media) {
        var pulses = new ArrayList<>(turns.pulses());
        pulses.addAll(dispatch.pulses());
        pulses.add(media.pulse());
        return pulses;
    }
}
