package cl.fizko.chat.domain.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: the files that are to go from every node's {@link MediaStore}, because their records are gone. Thread-safe.
 */
public interface MediaRemovals {

    /** The next ones, in the order of their messages. */
    List<MediaStore.Key> after(Optional<MediaStore.Key> last, int most);

    /** Forgets those that are older, which every node has come by; returns how many. */
    int forget(Duration after);
}
