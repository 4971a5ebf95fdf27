package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What clients of the API named their requests to send to a person by. All of a week of the company are read, for no index leads from
 * messages to them: a name may spell a number, and a digest of a request can be tried out.
 */
final class PersonalRequests implements Sweep {

    private static final int READ_AT_ONCE = 500;

    private static final String READ = """
            select r.key,
                   (r.message_id = any(:cancelled) or coalesce(m.conversation_id = any(:threads), false)) as is_theirs
              from idempotent_requests r
              left join whatsapp_messages m on m.id = r.message_id
             where r.company_id = :company and r.key > :after
             order by r.key
             limit :most""";

    private static final String DELETE = """
            delete from idempotent_requests where company_id = :company and key = any(:keys)""";

    private static final String EXPECTED = """
            explain (format json) select from idempotent_requests where company_id = :company""";

    private final ErasureRecord record;
    private final PersonTraces traces;
    private final boolean onlyCount;

    PersonalRequests(ErasureRecord record, PersonTraces traces, boolean onlyCount) {
        this.record = record;
        this.traces = traces;
        this.onlyCount = onlyCount;
    }

    @Override
    public Swept some(Handle handle, String after) {
        var read = handle.createQuery(READ)
                .bindArray("cancelled", UUID.class, record.cancelled())
                .bindArray("threads", UUID.class, record.conversations())
                .bind("company", record.company())
                .bind("after", after)
                .bind("most", READ_AT_ONCE)
                .map((row, context) -> new Request(row.getString("key"), row.getBoolean("is_theirs")))
                .list();
        var personal = read.stream()
                .filter(request -> request.isTheirs() || traces.isIn(request.key()))
                .map(Request::key)
                .toList();
        if (!onlyCount) {
            delete(handle, personal);
        }
        return new Swept(
                read.size() < READ_AT_ONCE
                        ? Optional.empty()
                        : Optional.of(read.get(read.size() - 1).key()),
                read.size(),
                personal.isEmpty() ? Tally.NONE : Tally.of(RecordKind.REQUEST_KEYS, personal.size()));
    }

    private void delete(Handle handle, List<String> keys) {
        if (!keys.isEmpty()) {
            handle.createUpdate(DELETE)
                    .bind("company", record.company())
                    .bindArray("keys", String.class, keys)
                    .execute();
        }
    }

    @Override
    public long expected(Handle handle) {
        return Paging.estimate(handle.createQuery(EXPECTED).bind("company", record.company()));
    }

    /** Personal data, perhaps: it does not print its name. */
    private record Request(String key, boolean isTheirs) {
        @Override
        public String toString() {
            return "Request[" + isTheirs + "]";
        }
    }
}
