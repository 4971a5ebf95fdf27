package cl.fizko.chat.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded database does not start, or cannot be reached. The message names DATA_DIR and is meant for a person. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(Path dataDir, String what) {
        super("DATA_DIR " + dataDir + ": " + what);
    }

    EmbeddedDatabaseException(Path dataDir, String what, Throwable cause) {
        super("DATA_DIR " + dataDir + ": " + what, cause);
    }

    EmbeddedDatabaseException(Path dataDir, IOException cause) {
        this(dataDir, FileTrouble.describe(cause), cause);
    }
}
