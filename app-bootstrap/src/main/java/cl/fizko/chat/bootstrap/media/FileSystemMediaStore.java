package cl.fizko.chat.bootstrap.media;

import cl.fizko.chat.bootstrap.node.DurableNames;
import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import cl.fizko.chat.domain.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps files under {@code DATA_DIR/media/<company>/<year-month>/<message>}; the month, in UTC, is the one in the message's id. A
 * file on its way in is in {@code DATA_DIR/media/incoming} and is moved when it is whole. Several processes may share the folder.
 * Only the account that runs this process can read any of it. Thread-safe.
 */
public final class FileSystemMediaStore implements MediaStore {

    /** Nobody writes to a file for longer, so whoever began it has died. */
    static final Duration STALE = Duration.ofMinutes(30);

    private final Path root;
    private final Path incoming;

    private FileSystemMediaStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
    }

    /**
     * Opens the store, creates its folder if need be, and removes what crashes left unfinished.
     *
     * @throws IllegalStateException naming DATA_DIR, if its file system refuses
     */
    public static FileSystemMediaStore open(Path dataDir, Clock clock) {
        var store = new FileSystemMediaStore(dataDir.resolve("media"));
        try {
            OwnerOnlyFile.createFolder(store.incoming);
            store.removeUnfinished(clock.instant().minus(STALE));
        } catch (IOException e) {
            throw new IllegalStateException("DATA_DIR " + dataDir + ": no media can be kept here: " + e, e);
        }
        return store;
    }

    private void removeUnfinished(Instant before) throws IOException {
        try (var files = Files.newDirectoryStream(incoming)) {
            for (var file : files) {
                if (isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // another process has just finished it
        }
    }

    @Override
    public Upload begin(Key key) {
        var unfinished = incoming.resolve(key.message() + "." + UUID.randomUUID());
        try {
            OwnerOnlyFile.createFolder(incoming);
            return new FileUpload(unfinished, OwnerOnlyFile.create(unfinished), file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(Key key) {
        try {
            return Optional.of(Files.newInputStream(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean delete(Key key) {
        var file = file(key);
        try {
            var existed = Files.deleteIfExists(file);
            if (existed) {
                DurableNames.in(file.resolveSibling("."));
            }
            return existed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers and a UUID, so nothing in it comes from a customer. */
    private Path file(Key key) {
        return root.resolve(key.company().toString())
                .resolve(period(key.message().value()))
                .resolve(key.message().toString());
    }

    /** Ids of version 7 begin with the milliseconds of their creation; any other is spread by its first two digits. */
    private static String period(UUID id) {
        if (id.version() != 7) {
            return id.toString().substring(0, 2);
        }
        var created = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return YearMonth.from(created.atOffset(ZoneOffset.UTC)).toString();
    }
}
