package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.media.FetchMedia;
import cl.fizko.chat.application.media.MediaWorker;
import cl.fizko.chat.application.media.RetryPauses;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.media.FileSystemMediaStore;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The files that customers send: who fetches them, and where they are kept. */
final class MediaModule extends AbstractModule {

    private static final long BYTES_PER_MB = 1_000_000;

    private final Settings settings;

    MediaModule(Settings settings) {
        this.settings = settings;
    }

    @Provides
    @Singleton
    MediaStore store(Clock clock) {
        return FileSystemMediaStore.open(settings.dataDir(), clock);
    }

    @Provides
    @Singleton
    MediaWorker worker(MediaJobs jobs, MediaStore store, WhatsAppConfigRepository configs, Providers providers) {
        var pauses = new RetryPauses(RandomGenerator.of("SplittableRandom"));
        return new MediaWorker(
                jobs, new FetchMedia(jobs, store, configs, providers, pauses, settings.mediaMaxMb() * BYTES_PER_MB));
    }
}
