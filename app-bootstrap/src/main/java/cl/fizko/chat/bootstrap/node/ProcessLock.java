package cl.fizko.chat.bootstrap.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that one holder at a time has for itself, on this machine. The operating system takes it back when the process ends,
 * however it ends, so a lock never outlives its holder.
 *
 * <p>Thread-safe.
 */
public final class ProcessLock implements AutoCloseable {

    /** POSIX drops a process's locks on a file as soon as any of its channels to it closes: so there is never a second one. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the file if nobody has it, and creates it if need be; its folder must exist.
     *
     * @return empty while another process, or another holder in this one, has it
     * @throws IOException if the file cannot be opened for writing
     */
    public static Optional<ProcessLock> tryHold(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var key = folder == null ? file.toAbsolutePath() : folder.toRealPath().resolve(file.getFileName());
        if (!HELD_HERE.add(key)) {
            return Optional.empty();
        }
        FileChannel locked = null;
        try {
            locked = lockedChannel(key);
        } finally {
            if (locked == null) {
                HELD_HERE.remove(key);
            }
        }
        return Optional.ofNullable(locked).map(channel -> new ProcessLock(key, channel));
    }

    private static @Nullable FileChannel lockedChannel(Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    /** The locked file, open for reading and writing until {@link #close}. */
    FileChannel channel() {
        return channel;
    }

    /** Gives the file back; the second call does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
