package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.application.access.ListApiKeys;
import cl.fizko.chat.application.access.RevokeApiKey;
import cl.fizko.chat.application.messaging.AwaitReply;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.reminder.BrowseEnrolments;
import cl.fizko.chat.application.reminder.EditEnrolments;
import cl.fizko.chat.application.reminder.EditReminderSettings;
import cl.fizko.chat.application.setup.CreateCompany;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.application.setup.ProvisionDemo;
import cl.fizko.chat.application.template.SyncTemplates;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import com.google.inject.AbstractModule;
import java.time.Clock;

/** The use cases that commands and HTTP call, and what they all need. */
final class UseCaseModule extends AbstractModule {

    private final Providers providers;
    private final Clock clock;

    UseCaseModule(Providers providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    protected void configure() {
        bind(Clock.class).toInstance(clock);
        bind(TimeOrderedIds.class).toInstance(new TimeOrderedIds(clock));
        bind(Providers.class).toInstance(providers);
        bind(CreateCompany.class);
        bind(CreateConfig.class);
        bind(ProvisionDemo.class);
        bind(CreateApiKey.class);
        bind(ListApiKeys.class);
        bind(RevokeApiKey.class);
        bind(BrowseEnrolments.class);
        bind(EditEnrolments.class);
        bind(EditReminderSettings.class);
        bind(AwaitReply.class);
        bind(SyncTemplates.class);
    }
}
