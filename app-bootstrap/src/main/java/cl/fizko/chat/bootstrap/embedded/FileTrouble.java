package cl.fizko.chat.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Says what a file system's refusal means for whoever runs the application. */
final class FileTrouble {

    private FileTrouble() {}

    static String describe(IOException refusal) {
        if (refusal instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (refusal instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " is not a folder";
        }
        var text = String.valueOf(refusal.getMessage());
        return inText(text).orElseGet(() -> {
            var what = refusal instanceof FileSystemException failed && failed.getReason() != null
                    ? failed.getFile() + ": " + failed.getReason()
                    : text;
            return "the file system refuses: " + what;
        });
    }

    /** The trouble that a program's output speaks of, e.g. that of {@code initdb}. */
    static Optional<String> inText(String output) {
        if (output.contains("No space left on device") || output.contains("Disk quota exceeded")) {
            return Optional.of("the disk is full");
        }
        if (output.contains("Read-only file system")) {
            return Optional.of("the file system is read-only");
        }
        if (output.contains("cannot be run as root") || output.contains("must not be run as root")) {
            return Optional.of("PostgreSQL refuses to run as root, and this system does not let unshare(1) hide it: "
                    + "run as another user, or set DATABASE_URL");
        }
        if (output.contains("failed to execute") || output.contains("Cannot run program")) {
            return Optional.of(
                    "PostgreSQL's programs do not run here: the folder may be mounted noexec, or the system may "
                            + "lack glibc, as Alpine does; move them with -D" + EmbeddedDatabase.BINARIES_PROPERTY
                            + "=…, or set DATABASE_URL");
        }
        if (output.contains("incompatible with server")) {
            return Optional.of("its database was made by another major version of PostgreSQL");
        }
        return Optional.empty();
    }
}
