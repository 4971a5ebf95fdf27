package cl.fizko.chat.bootstrap.archive;

import cl.fizko.chat.domain.port.ContactArchive.Section;
import java.nio.file.Path;

/** The names in an archive, and where its files are: in a folder beside it, each named by its message. */
final class ArchiveFile {

    static final String FORMAT = "fizko-chat-contact";

    private ArchiveFile() {}

    static String list(Section section) {
        return switch (section) {
            case PERSON -> "people";
            case CONTACT -> "contacts";
            case CONVERSATION -> "conversations";
            case MESSAGE -> "messages";
            case DELIVERY -> "deliveries";
        };
    }

    static Path folder(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".media");
    }
}
