package cl.fizko.chat.domain.port;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Outbound port: the files that are to go from every node's {@link MediaStore}, because their records are gone. Thread-safe.
 */
public interface MediaRemovals {

    /**
     * Goes through the next ones in the order of their messages, fewer than are asked for when they take long. None can be taken back while it is removed, as by an import of its message; one that
     * is being taken back is passed by.
     *
     * @param remove is told each, and returns soon
     * @return the last one that was told; empty when there are no more
     */
    Optional<MediaStore.Key> each(Optional<MediaStore.Key> last, int most, Consumer<MediaStore.Key> remove);

    /** Forgets those that are older, which every node has come by; returns how many. */
    int forget(Duration after);
}
