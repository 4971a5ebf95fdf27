package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.privacy.CleanUp;
import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.application.privacy.ExportContact;
import cl.fizko.chat.application.privacy.ImportContact;
import cl.fizko.chat.application.privacy.RemoveMediaFiles;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.media.FileSystemMediaStore;
import cl.fizko.chat.domain.port.MediaStore;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;

/** What commands need that are about people's data. Nothing here is a singleton, so that other commands do not open the files. */
final class PrivacyCommandsModule extends AbstractModule {

    private final Settings settings;

    PrivacyCommandsModule(Settings settings) {
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
    MediaStore store(Clock clock) {
        return FileSystemMediaStore.open(settings.dataDir(), clock);
    }
}
