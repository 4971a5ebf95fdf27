package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.Authentication;
import cl.fizko.chat.adapter.http.HttpLimits;
import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.adapter.http.api.ApiRoutes;
import cl.fizko.chat.adapter.http.docs.DocumentationRoutes;
import cl.fizko.chat.adapter.http.health.HealthResource;
import cl.fizko.chat.adapter.http.health.ReadinessCheck;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.application.dispatch.DispatchWorker;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.turn.TurnWorker;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.CompanyRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The server, its resources and its checks. */
final class HttpModule extends AbstractModule {

    private final Optional<Secret> administratorKey;

    HttpModule(Optional<Secret> administratorKey) {
        this.administratorKey = administratorKey;
    }

    @Override
    protected void configure() {
        bind(HttpLimits.class).toInstance(HttpLimits.defaults());
        bind(ChooseCompany.class);
        bind(ApiResources.class);
        bind(WebhookResource.class);
        bind(TestResponseResource.class);
    }

    @Provides
    @Singleton
    ApiRoutes api(ApiResources resources, HealthResource health, ChooseCompany companies, HttpLimits limits) {
        var bodies = new RequestBodies(limits.requestBytes(), limits.largeWebhooksInFlight(), limits.bodyDeadline());
        return new ApiRoutes(resources.andThen(health), companies::choose, bodies);
    }

    @Provides
    @Singleton
    HttpServer server(ApiRoutes api, Authentication authentication, HttpLimits limits) {
        return new HttpServer(
                List.of(api, new DocumentationRoutes(api.operations(), BuildVersion.TEXT)), authentication, limits);
    }

    @Provides
    Authentication authentication() {
        var administrator = new Caller(Optional.empty(), Scope.everyCompany(), Role.ADMIN);
        return key ->
                administratorKey.filter(secret -> secret.reveal().equals(key)).map(secret -> administrator);
    }

    @Provides
    HealthResource health(
            CompanyRepository companies, TurnWorker turns, DispatchWorker dispatch, MediaWorker media, Upkeep upkeep) {
        return new HealthResource(List.of(
                new ReadinessCheck("database", () -> reaches(companies)),
                new ReadinessCheck("turns", turns::isAlive),
                new ReadinessCheck("dispatch", dispatch::isAlive),
                new ReadinessCheck("media", media::isAlive),
                new ReadinessCheck("upkeep", upkeep::isAlive)));
    }

    private static boolean reaches(CompanyRepository companies) {
        companies.isEmpty();
        return true;
    }
}
