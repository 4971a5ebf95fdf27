package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The raw deliveries that speak of a person. Nothing links them to contacts, so all are looked at; read are those of the company, and those of no
 * company, which are the ones that nobody understood, unless they speak of a number of another company. Rows stay, so that a delivery that comes
 * once more is known.
 */
final class PersonalDeliveries implements Sweep {

    static final int LOOKED_AT_ONCE = 200;
    private static final String BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

    private static final String LINES = """
            select company_id = :company as own, phone_number_id from whatsapp_configs""";

    /**
     * Whose they are is no condition: a page of the company's own could be the end of a walk through millions of others', longer than a statement
     * may last. This reads so many rows by the primary key, and of others' nothing but the id.
     */
    static final String READ = """
            select id, company_id, idempotency_key, reason, case when is_read then raw_body end as raw_body, is_read
              from (select *, company_id is null or company_id = :company as is_read
                      from webhook_events
                     where id > cast(:after as uuid)
                     order by id
                     limit :most) looked_at
             order by id""";

    private static final String EXPECTED = "explain (format json) select from webhook_events";

    /** Somebody may have settled or pruned it since it was read. */
    private static final String LOCK = """
            select id, company_id, raw_body, idempotency_key, reason from webhook_events
             where id = :id and (company_id is null or company_id = :company)
               for update""";

    private static final String PRUNE = """
            update webhook_events set raw_body = :body, idempotency_key = :key, reason = :reason where id = :id""";

    private final long company;
    private final PersonTraces traces;
    private final Set<String> ownLines;
    private final Set<String> otherLines;
    private final boolean onlyCount;

    private PersonalDeliveries(
            long company, PersonTraces traces, Set<String> ownLines, Set<String> otherLines, boolean onlyCount) {
        this.company = company;
        this.traces = traces;
        this.ownLines = ownLines;
        this.otherLines = otherLines;
        this.onlyCount = onlyCount;
    }

    static PersonalDeliveries of(Handle handle, long company, PersonTraces traces, boolean onlyCount) {
        var own = new HashSet<String>();
        var others = new HashSet<String>();
        handle.createQuery(LINES)
                .bind("company", company)
                .map((row, context) -> (row.getBoolean("own") ? own : others).add(row.getString("phone_number_id")))
                .list();
        return new PersonalDeliveries(company, traces, own, others, onlyCount);
    }

    /** Looks at some, and takes the person out of those that speak of them, or only counts these. */
    @Override
    public Swept some(Handle handle, String after) {
        var page = look(handle, after);
        var found = onlyCount ? page.personal.size() : prune(handle, page.personal);
        return new Swept(page.last, page.looked, found == 0 ? Tally.NONE : Tally.of(RecordKind.WEBHOOK_EVENTS, found));
    }

    /** Looks at some, and changes nothing. */
    Page look(Handle handle, String after) {
        var looked = handle.createQuery(READ)
                .bind("after", after.equals(FROM_THE_START) ? BEFORE_ALL : after)
                .bind("company", company)
                .bind("most", LOOKED_AT_ONCE)
                .map((row, context) -> new Looked(
                        JdbiSetup.uuid(row, "id"),
                        row.getBoolean("is_read") ? Optional.of(Delivery.read(row)) : Optional.empty()))
                .list();
        return new Page(
                looked.size() < LOOKED_AT_ONCE
                        ? Optional.empty()
                        : Optional.of(looked.get(looked.size() - 1).id().toString()),
                looked.size(),
                looked.stream()
                        .flatMap(one -> one.read.stream())
                        .filter(this::isPersonal)
                        .toList());
    }

    @Override
    public long expected(Handle handle) {
        return estimate(handle);
    }

    /** About how many deliveries there are. */
    static long estimate(Handle handle) {
        return Paging.estimate(handle.createQuery(EXPECTED));
    }

    private boolean isPersonal(Delivery delivery) {
        return (traces.isIn(delivery.body) || traces.isIn(delivery.key) || isInReason(delivery))
                && (delivery.hasCompany || !isOfAnother(delivery));
    }

    private boolean isInReason(Delivery delivery) {
        return delivery.reason != null && traces.isIn(delivery.reason);
    }

    private boolean isOfAnother(Delivery delivery) {
        var ids = PersonTraces.idsIn(delivery.body);
        return ids.stream().anyMatch(otherLines::contains) && ids.stream().noneMatch(ownLines::contains);
    }

    /** Returns how many still spoke of the person: another process may be at the same erasure, and have counted the others. */
    int prune(Handle handle, List<Delivery> personal) {
        var pruned = 0;
        for (var read : personal) {
            var delivery = handle.createQuery(LOCK)
                    .bind("id", read.id)
                    .bind("company", company)
                    .map((row, context) -> Delivery.read(row))
                    .findOne()
                    .filter(this::isPersonal);
            if (delivery.isPresent()) {
                prune(handle, delivery.get());
                pruned++;
            }
        }
        return pruned;
    }

    private void prune(Handle handle, Delivery delivery) {
        handle.createUpdate(PRUNE)
                .bind("id", delivery.id)
                .bind("body", traces.isIn(delivery.body) ? PrunedPayload.without(traces, delivery.body) : delivery.body)
                .bind("key", traces.isIn(delivery.key) ? "erased:" + delivery.id : delivery.key)
                .bind("reason", isInReason(delivery) ? "erased" : delivery.reason)
                .execute();
    }

    /**
     * Some deliveries.
     *
     * @param last where to go on; empty when there are no more
     * @param looked how many they are
     * @param personal those that speak of the person
     */
    record Page(Optional<String> last, long looked, List<Delivery> personal) {}

    /** A row, and what it says if it may be about the person. */
    private record Looked(UUID id, Optional<Delivery> read) {}

    /** A row of {@code webhook_events}. Personal data: it prints its id alone. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delivery(
            UUID id,
            boolean hasCompany,
            byte[] body,
            String key,
            @Nullable String reason) {
        static Delivery read(ResultSet row) throws SQLException {
            row.getLong("company_id");
            var hasCompany = !row.wasNull();
            return new Delivery(
                    JdbiSetup.uuid(row, "id"),
                    hasCompany,
                    row.getBytes("raw_body"),
                    row.getString("idempotency_key"),
                    row.getString("reason"));
        }

        @Override
        public String toString() {
            return "Delivery[" + id + "]";
        }
    }
}
