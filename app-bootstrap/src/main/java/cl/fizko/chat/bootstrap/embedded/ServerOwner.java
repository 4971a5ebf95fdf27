package cl.fizko.chat.bootstrap.embedded;

import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the owner of a server says of itself in {@code DATA_DIR/postgres.owner}, from when the server runs until it is to be
 * stopped: its kind and its process. The file outlives an owner that was killed.
 */
record ServerOwner(Kind kind, long pid) {

    /** How long an owner means to stay. */
    enum Kind {
        /** For as long as it is not told to stop. */
        SERVICE,
        /** Until it has done its work. */
        COMMAND
    }

    /** The living owner of that folder's server; empty when there is none or it has not said so. */
    static Optional<ServerOwner> of(Path dataDir) throws IOException {
        try {
            return OwnerOnlyFile.read(file(dataDir)).flatMap(ServerOwner::parse).filter(ServerOwner::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // taken away while it was read
        }
    }

    /** To be called by the holder of the folder's lock only. */
    void announceIn(Path dataDir) throws IOException {
        OwnerOnlyFile.write(file(dataDir), kind.name().toLowerCase(Locale.ROOT) + " " + pid);
    }

    /** To be called by the holder of the folder's lock only. */
    static void withdrawFrom(Path dataDir) throws IOException {
        Files.deleteIfExists(file(dataDir));
    }

    private static Optional<ServerOwner> parse(String text) {
        var words = text.split(" ", -1);
        try {
            return Optional.of(
                    new ServerOwner(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), Long.parseLong(words[1])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("postgres.owner");
    }
}
