package cl.fizko.chat.application.media;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryMediaJobs;
import cl.fizko.chat.application.fake.InMemoryMediaStore;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.ProviderPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A number whose provider has the files that a test gives it. */
final class MediaFixture {

    static final long MAX_BYTES = 1_000;
    static final Outcome.Fetched ABC = new Outcome.Fetched(3, "ba78", Optional.of("image/png"));

    final InMemoryMediaJobs jobs = new InMemoryMediaJobs();
    final InMemoryMediaStore store = new InMemoryMediaStore();
    final WhatsAppConfig config = Samples.config("line");
    final InMemoryConfigs configs = new InMemoryConfigs(config);

    FetchMedia fetching(MediaSource source) {
        return fetching(Optional.of(source));
    }

    FetchMedia fetching(Optional<MediaSource> source) {
        var messaging = new ScriptedProvider();
        var provider = new ProviderPlugin.Provider(
                messaging, new PlainCodec(), true, Optional.empty(), source, Optional.empty());
        return new FetchMedia(
                jobs,
                store,
                configs,
                new Providers(Map.of(PROVIDER, provider), messaging),
                new RetryPauses(new Random(1)),
                MAX_BYTES);
    }

    MediaJob job(int number, int attempt) {
        return new MediaJob(
                new MediaStore.Key(new CompanyId(1), new MessageId(new UUID(7, number))),
                config.id(),
                MediaKind.IMAGE,
                new MediaReference(
                        Optional.of("m" + number),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("../carnet de Rosa.png")),
                attempt);
    }

    /** Writes three bytes and then has that outcome. */
    static MediaSource writing(Outcome outcome) {
        return (request, to) -> {
            write(to);
            return outcome;
        };
    }

    static void write(OutputStream to) {
        try {
            to.write(new byte[] {'a', 'b', 'c'});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
