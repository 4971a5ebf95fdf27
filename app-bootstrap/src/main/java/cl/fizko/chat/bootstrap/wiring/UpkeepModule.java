package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.history.BackfillMessages;
import cl.fizko.chat.application.history.MissedMessages;
import cl.fizko.chat.application.history.ReconcileUnknownSends;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.message.SearchMessages;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.sending.ForgetRequestKeys;
import cl.fizko.chat.application.template.SyncTemplates;
import cl.fizko.chat.application.worker.PeriodicJob;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import java.time.Clock;

/** What is done beside the stages. */
final class UpkeepModule extends AbstractModule {

    private final Pace pace;

    UpkeepModule(Pace pace) {
        this.pace = pace;
    }

    @Override
    protected void configure() {
        bind(ForgetRequestKeys.class);
    }

    @Provides
    @Singleton
    ReconcileUnknownSends reconcile(
            UnknownSends unknown,
            MessageRepository messages,
            WhatsAppConfigRepository configs,
            Providers providers,
            Clock clock) {
        return new ReconcileUnknownSends(unknown, messages, configs, providers, pace.patience(), clock);
    }

    @Provides
    @Singleton
    BackfillMessages backfill(
            WhatsAppConfigRepository configs,
            Providers providers,
            BackfillMarks marks,
            Inbox inbox,
            MessageRepository messages,
            @Named("turn") WakeQueue awaitingTurn,
            TimeOrderedIds ids,
            Clock clock) {
        var missed = new MissedMessages(inbox, messages, ids, clock);
        return new BackfillMessages(configs, providers, marks, missed, awaitingTurn, pace.backfillBehind(), clock);
    }

    @Provides
    @Singleton
    Upkeep upkeep(
            ReconcileUnknownSends reconcile,
            BackfillMessages backfill,
            SyncTemplates templates,
            ForgetRequestKeys requestKeys,
            SearchMessages search,
            MediaWorker media,
            @Named("privacy") PeriodicJob privacy) {
        return new Upkeep(pace, reconcile, backfill, templates, requestKeys, search, media, privacy);
    }
}
