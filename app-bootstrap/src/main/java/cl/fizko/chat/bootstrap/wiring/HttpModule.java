package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.BearerKey;
import cl.fizko.chat.adapter.http.HealthRoutes;
import cl.fizko.chat.adapter.http.HttpLimits;
import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.ReadinessCheck;
import cl.fizko.chat.adapter.http.TestResponseRoutes;
import cl.fizko.chat.adapter.http.WebhookRoutes;
import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.intake.ReceiveWebhook;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.CompanyRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The server and its routes. */
final class HttpModule extends AbstractModule {

    private final Optional<Secret> administratorKey;

    HttpModule(Optional<Secret> administratorKey) {
        this.administratorKey = administratorKey;
    }

    @Provides
    @Singleton
    HttpServer server(
            ReceiveWebhook receive,
            AgentManager agents,
            CompanyRepository companies,
            TurnWorker turns,
            DispatchWorker dispatch,
            MediaWorker media,
            Upkeep upkeep,
            Clock clock) {
        var limits = HttpLimits.defaults();
        var checks = List.of(
                new ReadinessCheck("database", () -> reaches(companies)),
                new ReadinessCheck("turns", turns::isAlive),
                new ReadinessCheck("dispatch", dispatch::isAlive),
                new ReadinessCheck("media", media::isAlive),
                new ReadinessCheck("upkeep", upkeep::isAlive));
        var routes = List.of(
                new WebhookRoutes(receive, limits),
                new HealthRoutes(checks),
                new TestResponseRoutes(agents, clock, limits));
        return new HttpServer(routes, new BearerKey(administratorKey), limits);
    }

    private static boolean reaches(CompanyRepository companies) {
        companies.isEmpty();
        return true;
    }
}
