package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.ErasureRows.PersonSeals;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.privacy.Erased;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erasures in PostgreSQL. */
final class PostgresErasures implements Erasures {

    private static final Logger log = LoggerFactory.getLogger(PostgresErasures.class);

    private static final String COMPANIES = """
            select c.id
              from companies c
             where exists (select from contacts p
                            where p.company_id = c.id and (p.phone = :phone or p.business_scoped_user_id = :userId))
             order by c.id""";

    private static final String ALL_COMPANIES = "select id from companies order by id";

    private static final String UNFINISHED = """
            select id, company_id, pending_encrypted
              from erasures
             where completed_at is null and begun_at < clock_timestamp() - :after * interval '1 second'
             order by begun_at""";

    private static final String UNFINISHED_OF_PERSON = """
            select id, company_id, pending_encrypted
              from erasures
             where completed_at is null and company_id = :company and (phone_seal = :phone or user_id_seal = :userId)
             order by begun_at""";

    private static final String OPTED_IN = """
            select exists (select from whatsapp_messages m
                             join auto_reply_decisions d on d.message_id = m.id
                            where m.conversation_id = any(:threads) and d.decided_at >= :since
                              and d.decision -> 'acts' @> to_jsonb(cast(:act as text)))""";

    private final Jdbi jdbi;
    private final Seals seals;
    private final SecretColumns secrets;
    private final TimeOrderedIds ids;

    PostgresErasures(Jdbi jdbi, Seals seals, SecretColumns secrets, TimeOrderedIds ids) {
        this.jdbi = jdbi;
        this.seals = seals;
        this.secrets = secrets;
        this.ids = ids;
    }

    @Override
    public List<CompanyId> companiesOf(ContactAddress person) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            var knowing = handle.createQuery(COMPANIES)
                    .bind("phone", person.phone().map(PhoneNumber::e164).orElse(null))
                    .bind(
                            "userId",
                            person.userId().map(BusinessScopedUserId::value).orElse(null))
                    .mapTo(Long.class)
                    .list();
            return handle.createQuery(ALL_COMPANIES).mapTo(Long.class).list().stream()
                    .filter(company -> knowing.contains(company)
                            || !earlier(handle, company, person).isEmpty())
                    .map(CompanyId::new)
                    .toList();
        }));
    }

    @Override
    public List<Erased> earlier(CompanyId company, ContactAddress person) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> earlier(handle, company.value(), person)));
    }

    /** As long as there is no secret to seal with, nobody was erased. */
    private List<Erased> earlier(Handle handle, long company, ContactAddress person) {
        return seals.find(handle)
                .map(seal -> ErasureRows.of(handle, company, sealsOf(seal, company, person)))
                .orElse(List.of());
    }

    @Override
    public Run preview(CompanyId company, ContactAddress person) {
        return FailureKind.once(() -> {
            var known = jdbi.withHandle(handle -> KnownPerson.find(handle, company.value(), person, false));
            var record = known.record(ids.next(), company.value(), person, List.of());
            var begun = jdbi.withHandle(handle -> known.count(handle));
            return new ErasureRun(jdbi, secrets, record, begun, true);
        });
    }

    @Override
    public Run begin(CompanyId company, ContactAddress person) {
        var seal = FailureKind.retrying(() -> seals.make(jdbi));
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var known = KnownPerson.find(handle, company.value(), person, true);
            var severed = known.sever(handle);
            var record = known.record(ids.next(), company.value(), person, severed.cancelled());
            ErasureRows.add(
                    handle,
                    record,
                    PersonSeals.of(seal, record),
                    secrets.encrypt(handle, record.toJson(), ErasureRecord.place(record.id())),
                    severed.tally(),
                    optOut(handle, record, known));
            return new ErasureRun(jdbi, secrets, record, severed.tally(), false);
        }));
    }

    /** What the contact tells, or else what was kept the last time, unless they have opted in since. */
    private @Nullable OffsetDateTime optOut(Handle handle, ErasureRecord record, KnownPerson known) {
        return known.optedOutAt()
                .or(() -> earlier(handle, record.company(), record.person()).stream()
                        .findFirst()
                        .filter(last -> !hasOptedIn(handle, record.conversations(), last.begunAt()))
                        .flatMap(Erased::blockedOptOut)
                        .map(at -> at.atOffset(ZoneOffset.UTC)))
                .orElse(null);
    }

    private static boolean hasOptedIn(Handle handle, List<UUID> conversations, Instant since) {
        return handle.createQuery(OPTED_IN)
                .bindArray("threads", UUID.class, conversations)
                .bindByType("since", since.atOffset(ZoneOffset.UTC), OffsetDateTime.class)
                .bind("act", Act.OPT_IN.wireName())
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public List<Run> unfinished(Duration begunBefore) {
        return FailureKind.once(() -> jdbi.withHandle(
                handle -> runs(handle, handle.createQuery(UNFINISHED).bind("after", begunBefore.toSeconds()))));
    }

    @Override
    public List<Run> unfinished(CompanyId company, ContactAddress person) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> seals.find(handle)
                .map(seal -> unfinished(handle, sealsOf(seal, company.value(), person), company))
                .orElse(List.of())));
    }

    private List<Run> unfinished(Handle handle, PersonSeals of, CompanyId company) {
        return runs(
                handle,
                handle.createQuery(UNFINISHED_OF_PERSON)
                        .bind("company", company.value())
                        .bind("phone", of.phone())
                        .bind("userId", of.userId()));
    }

    private List<Run> runs(Handle handle, Query query) {
        return query
                .map((row, context) -> new Pending(
                        JdbiSetup.uuid(row, "id"), row.getLong("company_id"), row.getBytes("pending_encrypted")))
                .list()
                .stream()
                .flatMap(pending -> read(pending).stream())
                .map(record -> (Run) new ErasureRun(
                        jdbi,
                        secrets,
                        record,
                        ErasureRows.byId(handle, record.id()).counts(),
                        false))
                .toList();
    }

    /** One that cannot be read, for its key is lost, is passed by: it must not hide the others. */
    private Optional<ErasureRecord> read(Pending pending) {
        try {
            var text = secrets.decrypt(pending.encrypted, ErasureRecord.place(pending.id));
            return Optional.of(ErasureRecord.read(pending.id, pending.company, text));
        } catch (UnreadableSecretException e) {
            log.error("erasure {} of company {} cannot go on: {}", pending.id, pending.company, e.getMessage());
            return Optional.empty();
        }
    }

    /** A row of {@code erasures} that is not completed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pending(UUID id, long company, byte[] encrypted) {}

    private static PersonSeals sealsOf(Seal seal, long company, ContactAddress person) {
        return PersonSeals.of(
                seal, new ErasureRecord(new UUID(0, 0), company, person, List.of(), List.of(), List.of(), ""));
    }
}
