package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of {@code erasures}. */
final class ErasureRows {

    private static final String ADD = """
            insert into erasures (id, company_id, phone_seal, user_id_seal, opted_out_at, pending_encrypted, counts, begun_at)
            values (:id, :company, :phone, :userId, :optedOut, :pending, :counts::jsonb, clock_timestamp())""";

    private static final String COLUMNS = """
            select id, company_id, phone_seal, user_id_seal, opted_out_at, counts::text as counts, begun_at, completed_at
              from erasures\s""";

    private static final String BY_ID = COLUMNS + "where id = :id";

    private static final String OF_PERSON = COLUMNS + """
            where company_id = :company and (phone_seal = :phone or user_id_seal = :userId)
            order by begun_at desc""";

    /** The person may have written again and opted out again meanwhile; what was blocked before stays blocked. */
    private static final String COMPLETE = """
            update erasures
               set pending_encrypted = null, completed_at = clock_timestamp()
             where id = :id and completed_at is null""";

    /** Two processes may be at one erasure: each adds to what the other has counted by then. A receipt that was printed stays as it is. */
    private static final String COUNT = """
            update erasures
               set counts = counts || (select jsonb_object_agg(key, coalesce(cast(counts ->> key as bigint), 0) + cast(value as bigint))
                                         from jsonb_each_text(cast(:erased as jsonb)))
             where id = :id and completed_at is null""";

    private static final String KEEP = """
            update erasures set pending_encrypted = :pending where id = :id and completed_at is null""";

    private ErasureRows() {}

    /** Either may be null. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PersonSeals(byte @Nullable [] phone, byte @Nullable [] userId) {
        static PersonSeals of(Seal seal, ErasureRecord record) {
            return new PersonSeals(
                    record.phone()
                            .map(e164 -> seal.phone(record.company(), e164))
                            .orElse(null),
                    record.userId().map(id -> seal.userId(record.company(), id)).orElse(null));
        }
    }

    static void add(
            Handle handle,
            ErasureRecord record,
            PersonSeals seals,
            byte[] pending,
            Tally begun,
            @Nullable OffsetDateTime optedOut) {
        handle.createUpdate(ADD)
                .bind("id", record.id())
                .bind("company", record.company())
                .bind("phone", seals.phone())
                .bind("userId", seals.userId())
                .bindByType("optedOut", optedOut, OffsetDateTime.class)
                .bind("pending", pending)
                .bind("counts", json(begun))
                .execute();
    }

    static List<Erased> of(Handle handle, long company, PersonSeals seals) {
        return handle.createQuery(OF_PERSON)
                .bind("company", company)
                .bind("phone", seals.phone())
                .bind("userId", seals.userId())
                .map((row, context) -> read(row))
                .list();
    }

    static Erased byId(Handle handle, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("id", id)
                .map((row, context) -> read(row))
                .one();
    }

    /** Changes what is still to be done. */
    static void keep(Handle handle, UUID id, byte[] pending) {
        handle.createUpdate(KEEP).bind("id", id).bind("pending", pending).execute();
    }

    /** To be called in the transaction that erases them, so that whoever goes on after a crash need not know of them. */
    static void count(Handle handle, UUID id, Tally erased) {
        if (erased.total() > 0) {
            handle.createUpdate(COUNT)
                    .bind("id", id)
                    .bind("erased", json(erased))
                    .execute();
        }
    }

    static void complete(Handle handle, UUID id) {
        handle.createUpdate(COMPLETE).bind("id", id).execute();
    }

    private static String json(Tally counts) {
        var json = JsonNodeFactory.instance.objectNode();
        counts.counts().forEach((kind, count) -> json.put(kind.wireName(), count));
        return json.toString();
    }

    private static Erased read(ResultSet row) throws SQLException {
        var stored = JsonFields.parse("counts", row.getString("counts"));
        var counts = new EnumMap<RecordKind, Long>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            if (stored.has(kind.wireName())) {
                counts.put(kind, stored.path(kind.wireName()).asLong());
            }
        }
        return new Erased(
                JdbiSetup.uuid(row, "id"),
                new CompanyId(row.getLong("company_id")),
                JdbiSetup.instant(row, "begun_at"),
                JdbiSetup.optionalInstant(row, "completed_at"),
                hex(row, "phone_seal"),
                hex(row, "user_id_seal"),
                JdbiSetup.optionalInstant(row, "opted_out_at"),
                new Tally(counts));
    }

    private static Optional<String> hex(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(HexFormat.of()::formatHex);
    }
}
