package cl.fizko.chat.adapter.postgres;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The messages of a person whose conversations are gone already, with what hangs on them. */
final class PersonalMessages implements Sweep {

    private static final int AT_ONCE = 200;

    private static final String DELETE =
            """
            with old as (select id, config_id, external_id from whatsapp_messages
                          where conversation_id = any(:threads)
                          limit :most),\s""" + MessageTrail.GONE + " select (select count(*) from old) as found, " + MessageTrail.COUNTS;

    private static final String COUNT = "select count(*) from whatsapp_messages where conversation_id = any(:threads)";

    private final ErasureRecord record;

    PersonalMessages(ErasureRecord record) {
        this.record = record;
    }

    /** Those before are gone, so the next ones are the first ones. */
    @Override
    public Swept some(Handle handle, String after) {
        return handle.createQuery(DELETE)
                .bindArray("threads", UUID.class, record.conversations())
                .bind("most", AT_ONCE)
                .map((row, context) -> new Swept(
                        row.getInt("found") < AT_ONCE ? Optional.empty() : Optional.of("more"),
                        row.getLong("found"),
                        PostgresRetention.tally(row)))
                .one();
    }

    @Override
    public long expected(Handle handle) {
        return handle.createQuery(COUNT)
                .bindArray("threads", UUID.class, record.conversations())
                .mapTo(Long.class)
                .one();
    }
}
