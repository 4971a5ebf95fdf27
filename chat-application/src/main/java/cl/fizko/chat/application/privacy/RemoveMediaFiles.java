package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.port.MediaRemovals;
import cl.fizko.chat.domain.port.MediaStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Use case: removes the files whose records are gone from this node's disk. Each node does it for itself, again and again for two days, so
 * that a fetch which was under way leaves nothing behind. Thread-safe.
 */
public final class RemoveMediaFiles {

    /** Longer than a fetch lasts and than a node is away while it is restarted. */
    static final Duration KEPT_FOR = Duration.ofDays(2);

    /** Few: an import of one of their messages waits until a batch is through. */
    static final int BATCH = 20;

    private final MediaRemovals removals;
    private final MediaStore store;

    @Inject
    public RemoveMediaFiles(MediaRemovals removals, MediaStore store) {
        this.removals = removals;
        this.store = store;
    }

    /** Returns how many files were there. */
    public int run() {
        var removed = new AtomicInteger();
        for (var last = Optional.<MediaStore.Key>empty();
                !Thread.currentThread().isInterrupted(); ) {
            last = removals.each(last, BATCH, key -> removed.addAndGet(store.delete(key) ? 1 : 0));
            if (last.isEmpty()) {
                removals.forget(KEPT_FOR);
                break;
            }
        }
        return removed.get();
    }
}
