package cl.fizko.chat.bootstrap.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Tells one start of the machine from the next. */
final class BootId {

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The id of the running system; empty where the system has none. */
    static Optional<UUID> ofThisSystem() {
        try {
            return Optional.of(UUID.fromString(Files.readString(LINUX).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
