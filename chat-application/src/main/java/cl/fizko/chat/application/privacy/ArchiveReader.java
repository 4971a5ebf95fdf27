package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.StoredFile;
import java.io.InputStream;
import java.util.Optional;

/** Where an import comes from. Not thread-safe. */
public interface ArchiveReader {

    /** How many parts there are. */
    long size();

    /** The next part; empty at the end. */
    Optional<Part> next();

    /** A file beside the archive; empty when it is not there. To be closed by the caller. */
    Optional<InputStream> open(StoredFile file);
}
