package cl.fizko.chat.domain.page;

import java.util.UUID;

/**
 * A place between two rows of a list, however far down: reading on from it costs the same everywhere.
 *
 * @param way which side of the place is meant
 * @param order what the list is sorted by: microseconds since 1970, or a sequence
 * @param id sorts rows of the same order
 */
public record Cursor(Way way, long order, UUID id) {

    /** A side of a place. Lists run from new to old. */
    public enum Way {
        /** The rows that follow. */
        OLDER,
        /** The rows that come before, still from new to old. */
        NEWER
    }
}
