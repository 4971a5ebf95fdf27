package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.application.analytics.AnalyseResponses;
import cl.fizko.chat.application.config.BrowseConfigs;
import cl.fizko.chat.application.config.ConnectNumber;
import cl.fizko.chat.application.config.EditConfig;
import cl.fizko.chat.application.conversation.BrowseConversations;
import cl.fizko.chat.application.conversation.EditConversation;
import cl.fizko.chat.application.conversation.MarkAsRead;
import cl.fizko.chat.application.conversation.OpenConversation;
import cl.fizko.chat.application.conversation.Release;
import cl.fizko.chat.application.conversation.TakeOver;
import cl.fizko.chat.application.dispatch.ReadReceipts;
import cl.fizko.chat.application.intake.WebhookAuthentication;
import cl.fizko.chat.application.live.LiveFeed;
import cl.fizko.chat.application.message.BrowseMessages;
import cl.fizko.chat.application.message.SearchMessages;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.sending.SendContent;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.template.BrowseTemplates;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.webhookevent.BrowseWebhookEvents;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.WebhookEventRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.name.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The use cases that only the API calls. */
final class ApiModule extends AbstractModule {

    /** Courtesies of people who read; what is too much is left out. */
    private static final int RECEIPTS_AT_ONCE = 8;

    private static final int MOST_WAITING = 256;

    private final ReadReceipts receipts;

    ApiModule(ReadReceipts receipts) {
        this.receipts = receipts;
    }

    @Override
    protected void configure() {
        bind(ChooseCompany.class);
        bind(BrowseConfigs.class);
        bind(ConnectNumber.class);
        bind(EditConfig.class);
        bind(BrowseConversations.class);
        bind(EditConversation.class);
        bind(OpenConversation.class);
        bind(TakeOver.class);
        bind(Release.class);
        bind(BrowseMessages.class);
        bind(SearchMessages.class);
        bind(LiveFeed.class).in(Singleton.class);
        bind(AnalyseResponses.class);
        bind(BrowseWebhookEvents.class);
        bind(SubmitMessage.class);
        bind(SendContent.class);
        bind(SendTemplate.class);
        bind(BrowseTemplates.class);
        bind(EditTemplates.class);
    }

    @Provides
    RetryWebhookEvent retryWebhookEvent(
            WebhookEventRepository events,
            Providers providers,
            WebhookAuthentication authentication,
            WhatsAppConfigRepository configs,
            @Named("turn") WakeQueue turns,
            Clock clock) {
        return new RetryWebhookEvent(events, providers, authentication, configs, turns, clock);
    }

    @Provides
    @Singleton
    MarkAsRead markAsRead(ConversationDesk desk, WhatsAppConfigRepository configs, Providers providers, Clock clock) {
        return new MarkAsRead(desk, configs, providers, receipts, courtesies(), clock);
    }

    private static Executor courtesies() {
        var threads = new ThreadPoolExecutor(
                RECEIPTS_AT_ONCE,
                RECEIPTS_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    var thread = new Thread(task, "receipt");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
