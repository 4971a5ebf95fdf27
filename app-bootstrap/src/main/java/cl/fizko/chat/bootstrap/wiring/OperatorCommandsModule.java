package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.template.SetUpTemplates;
import cl.fizko.chat.application.template.SubmitTemplates;
import cl.fizko.chat.application.webhookevent.BrowseWebhookEvents;
import cl.fizko.chat.application.webhookevent.RetryQuarantined;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import java.util.List;

/** What commands need that are about templates and deliveries. */
final class OperatorCommandsModule extends AbstractModule {

    private final List<Secret> webhookSecrets;

    OperatorCommandsModule(List<Secret> webhookSecrets) {
        this.webhookSecrets = List.copyOf(webhookSecrets);
    }

    @Override
    protected void configure() {
        bind(EditTemplates.class);
        bind(SubmitTemplates.class);
        bind(SetUpTemplates.class);
        bind(BrowseWebhookEvents.class);
        bind(RetryQuarantined.class);
    }

    /** Nobody in this process answers: the running app finds in its next sweep who waits. */
    @Provides
    RetryWebhookEvent retryWebhookEvent(
            WebhookEventRepository events, Providers providers, WhatsAppConfigRepository configs, Clock clock) {
        return new RetryWebhookEvent(
                events,
                providers,
                new WebhookAuthentication(configs, webhookSecrets),
                configs,
                new WakeQueue(0),
                clock);
    }
}
