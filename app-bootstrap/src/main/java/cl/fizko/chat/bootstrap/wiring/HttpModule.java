package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.http.HttpLimits;
import cl.fizko.chat.adapter.http.HttpServer;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.RequestListener;
import cl.fizko.chat.adapter.http.agent.TestResponseResource;
import cl.fizko.chat.adapter.http.analytics.AnalyticsResource;
import cl.fizko.chat.adapter.http.api.ApiRoutes;
import cl.fizko.chat.adapter.http.config.ConfigResource;
import cl.fizko.chat.adapter.http.conversation.ConversationResource;
import cl.fizko.chat.adapter.http.conversation.DeskResource;
import cl.fizko.chat.adapter.http.docs.DocumentationRoutes;
import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.adapter.http.health.HealthResource;
import cl.fizko.chat.adapter.http.live.LiveStreams;
import cl.fizko.chat.adapter.http.live.StreamResource;
import cl.fizko.chat.adapter.http.message.MessageResource;
import cl.fizko.chat.adapter.http.metrics.MetricsResource;
import cl.fizko.chat.adapter.http.reminder.ReminderResource;
import cl.fizko.chat.adapter.http.sending.SendingResource;
import cl.fizko.chat.adapter.http.sending.SubmitMessageResource;
import cl.fizko.chat.adapter.http.template.TemplateResource;
import cl.fizko.chat.adapter.http.webhook.WebhookResource;
import cl.fizko.chat.adapter.http.webhookevent.WebhookEventResource;
import cl.fizko.chat.application.access.AuthenticateCaller;
import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The server, its resources and its checks. */
final class HttpModule extends AbstractModule {

    private final Optional<Secret> administratorKey;
    private final EdgeSettings edge;

    HttpModule(Optional<Secret> administratorKey, EdgeSettings edge) {
        this.administratorKey = administratorKey;
        this.edge = edge;
    }

    @Override
    protected void configure() {
        bind(HttpLimits.class).toInstance(HttpLimits.defaults());
        bind(ApiResources.class);
        bind(WebhookResource.class);
        bind(TestResponseResource.class);
        bind(ConfigResource.class);
        bind(LiveStreams.class);
        bind(StreamResource.class);
        bind(ConversationResource.class);
        bind(AnalyticsResource.class);
        bind(WebhookEventResource.class);
        bind(DeskResource.class);
        bind(MessageResource.class);
        bind(SubmitMessageResource.class);
        bind(SendingResource.class);
        bind(TemplateResource.class);
        bind(ReminderResource.class);
    }

    @Provides
    @Singleton
    ApiRoutes api(
            ApiResources resources,
            HealthResource health,
            MetricsResource metrics,
            ChooseCompany companies,
            HttpLimits limits) {
        var bodies = new RequestBodies(limits.requestBytes(), limits.largeWebhooksInFlight(), limits.bodyDeadline());
        return new ApiRoutes(resources.andThen(health, metrics), companies::choose, bodies);
    }

    @Provides
    @Singleton
    HttpServer server(ApiRoutes api, AuthenticateCaller authenticate, HttpLimits limits, RequestListener requests) {
        var documentation = new DocumentationRoutes(api.operations(), BuildVersion.TEXT);
        return new HttpServer(List.of(api, documentation), authenticate::authenticate, limits, edge, requests);
    }

    @Provides
    AuthenticateCaller authenticate(ApiKeyRepository keys, Clock clock) {
        return new AuthenticateCaller(keys, administratorKey, clock);
    }
}
