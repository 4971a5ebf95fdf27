package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.port.ContactArchive.Part;
import java.io.InputStream;
import java.util.Optional;

/** Where an export goes. Not thread-safe. */
public interface ArchiveWriter {

    /** Writes the next part, and the file that belongs to it; the caller closes the file. */
    void write(Part part, Optional<InputStream> file);
}
