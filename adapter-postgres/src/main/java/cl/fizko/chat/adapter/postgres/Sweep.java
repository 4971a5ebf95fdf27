package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.privacy.Tally;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A part of an erasure: goes through rows that may be about the person, in the order of a key, some in each transaction. */
interface Sweep {

    String FROM_THE_START = "";

    /**
     * Goes through the next rows.
     *
     * @param after the last key that was looked at, or {@link #FROM_THE_START}
     */
    Swept some(Handle handle, String after);

    /** About how many rows it goes through. */
    long expected(Handle handle);

    /**
     * What came of it.
     *
     * @param last where the next transaction goes on; empty when there is nothing more
     */
    record Swept(Optional<String> last, long looked, Tally tally) {}
}
