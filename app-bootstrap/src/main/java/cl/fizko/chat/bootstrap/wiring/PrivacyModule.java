package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.privacy.CleanUp;
import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.application.privacy.ExportContact;
import cl.fizko.chat.application.privacy.ImportContact;
import cl.fizko.chat.application.privacy.RemoveMediaFiles;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.PeriodicJob;
import cl.fizko.chat.bootstrap.config.Settings;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeping no more than is to be kept, as a job beside the stages. */
final class PrivacyModule extends AbstractModule {

    private static final Logger log = LoggerFactory.getLogger(PrivacyModule.class);

    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    /** Whatever the number of nodes. */
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(6);

    private final Settings settings;

    PrivacyModule(Settings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        bind(CleanUp.class);
        bind(EraseContact.class);
        bind(ExportContact.class);
        bind(ImportContact.class);
        bind(RemoveMediaFiles.class);
    }

    @Provides
    @Singleton
    @Named("privacy")
    PeriodicJob job(CleanUp cleanUp, EraseContact erase, RemoveMediaFiles files) {
        return new PeriodicJob(
                "privacy",
                LOOK_EVERY,
                () -> each(
                        erase::finishOthers, () -> cleanUp.runEvery(CLEAN_UP_EVERY, settings.retention()), files::run));
    }

    /** One that fails each time must not keep the others from being done. The first fault is thrown at the end. */
    static void each(Runnable... parts) {
        RuntimeException first = null;
        for (var part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.error("a part of the privacy job failed, the others go on", Fault.withoutMessages(e));
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
