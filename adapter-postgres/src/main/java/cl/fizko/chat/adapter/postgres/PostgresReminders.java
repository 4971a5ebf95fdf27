package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.Reminders;
import cl.fizko.chat.domain.reminder.Candidate;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.EnrolmentId;
import cl.fizko.chat.domain.reminder.F29Reminder;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Enrolments and settings in PostgreSQL; each call is one transaction. */
final class PostgresReminders implements Reminders {

    private static final String COLUMNS = """
            e.id, e.company_id, e.contact_id, e.config_id, e.created_at,
            p.phone, p.business_scoped_user_id, coalesce(p.given_name, p.name) as name, p.opted_out_at""";

    private static final String CONTACT = "join contacts p on p.id = e.contact_id";

    private static final String SELECT = "select " + COLUMNS + " from reminder_enrolments e " + CONTACT;

    private static final String BY_ID =
            SELECT + " where e.id = :id and (:company::bigint is null or e.company_id = :company)";

    private static final String BY_CONTACT = SELECT + " where e.contact_id = :contact";

    private static final String BY_PHONE = SELECT + " where p.company_id = :company and p.phone = :phone";

    /** Locked, or they could be merged or erased before they are enrolled. */
    private static final String KNOWN =
            "select id from contacts where company_id = :company and phone = :phone for key share";

    private static final String MEET = """
            insert into contacts (id, company_id, phone) values (:id, :company, :phone) on conflict do nothing""";

    private static final String ENROL = """
            insert into reminder_enrolments (id, company_id, contact_id, config_id)
            values (:id, :company, :contact, :config)
            on conflict on constraint reminder_enrolments_contact_key do nothing""";

    private static final String REDIRECT = """
            update reminder_enrolments set config_id = :config
             where contact_id = :contact and config_id is distinct from :config""";

    private static final String REMOVE = """
            delete from reminder_enrolments where id = :id and (:company::bigint is null or company_id = :company)""";

    /** One step through the index for each company. */
    private static final String COMPANIES = """
            with recursive enrolling(company_id) as (
                (select min(company_id) from reminder_enrolments)
                union all
                select (select min(e.company_id) from reminder_enrolments e where e.company_id > k.company_id)
                  from enrolling k
                 where k.company_id is not null)
            select company_id from enrolling where company_id is not null""";

    /** The rows are found before they are joined. Of what a person was reminded of the last year is more than enough. */
    private static final String CANDIDATES =
            "select " + COLUMNS + """
            , e.look_after,
                   (select c.config_id from whatsapp_conversations c
                     where c.contact_id = e.contact_id
                     order by c.last_active_at desc
                     limit 1) as latest,
                   array(select r.period from reminders r
                          where r.contact_id = e.contact_id and r.company_id = e.company_id
                            and not %s
                          order by r.period desc
                          limit 12) as reminded
              from (select * from reminder_enrolments
                     where company_id = :company and look_after <= :dueAt
                       and (look_after, id) > (:afterTime, :afterId)
                     order by look_after, id
                     limit :limit) e
            """.formatted(ReminderRows.NEVER_LEFT) + CONTACT + " order by e.look_after, e.id";

    private static final String LOOK_AGAIN = """
            update reminder_enrolments e set look_after = n.at
              from unnest(:id, :at) n(id, at)
             where e.id = n.id""";

    private static final String SETTINGS = """
            select days_before, send_at, timezone, version from reminder_settings where company_id = :company""";

    /** Settings that are not there yet cannot be locked, so the company is. */
    private static final String HOLD = "select id from companies where id = :company for no key update";

    private static final String SET = """
            insert into reminder_settings (company_id, days_before, send_at, timezone)
            values (:company, :days, :sendAt, :zone)
            on conflict (company_id) do update
               set days_before = excluded.days_before, send_at = excluded.send_at, timezone = excluded.timezone,
                   version = reminder_settings.version + 1, updated_at = now()""";

    /** Few rows are written: those of people who were looked at since everybody was last due. */
    private static final String LOOK_AT_ALL = """
            update reminder_enrolments set look_after = 'epoch' where company_id = :company and look_after > 'epoch'""";

    private static final String SENT = """
            select company_id, period, due_on from reminders where message_id = :message""";

    private static final Instant BEGINNING = Instant.EPOCH.minusSeconds(1);

    private final Jdbi jdbi;
    private final TimeOrderedIds ids;

    PostgresReminders(Jdbi jdbi, TimeOrderedIds ids) {
        this.jdbi = jdbi;
        this.ids = ids;
    }

    @Override
    public Enrolled enrol(EnrolmentId id, CompanyId company, PhoneNumber phone, Optional<WhatsAppConfigId> by) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var contact = contact(handle, company, phone);
            var config = by.map(WhatsAppConfigId::value).orElse(null);
            var isNew = handle.createUpdate(ENROL)
                            .bind("id", id.value())
                            .bind("company", company.value())
                            .bind("contact", contact)
                            .bind("config", config)
                            .execute()
                    == 1;
            if (!isNew && config != null) {
                handle.createUpdate(REDIRECT)
                        .bind("contact", contact)
                        .bind("config", config)
                        .execute();
            }
            var enrolment = handle.createQuery(BY_CONTACT)
                    .bind("contact", contact)
                    .map((row, context) -> enrolment(row))
                    .findOne()
                    .orElseThrow(() -> new LostRaceException("the enrolment was ended at the same time"));
            return new Enrolled(enrolment, isNew);
        }));
    }

    private UUID contact(Handle handle, CompanyId company, PhoneNumber phone) {
        var known = handle.createQuery(KNOWN)
                .bind("company", company.value())
                .bind("phone", phone.e164())
                .mapTo(UUID.class)
                .findOne();
        if (known.isPresent()) {
            return known.get();
        }
        var id = ids.next();
        var made = handle.createUpdate(MEET)
                .bind("id", id)
                .bind("company", company.value())
                .bind("phone", phone.e164())
                .execute();
        if (made == 0) {
            throw new LostRaceException("another transaction has stored the contact at the same time");
        }
        ErasedPeople.keepOptOuts(handle, List.of(new ErasedPeople.Met(id, company.value(), phone.e164(), null)));
        return id;
    }

    @Override
    public Optional<Enrolment> find(Scope scope, EnrolmentId id) {
        return run(handle -> handle.createQuery(BY_ID)
                .bind("id", id.value())
                .bind("company", company(scope))
                .map((row, context) -> enrolment(row))
                .findOne());
    }

    @Override
    public Optional<Enrolment> find(CompanyId company, PhoneNumber phone) {
        return run(handle -> handle.createQuery(BY_PHONE)
                .bind("company", company.value())
                .bind("phone", phone.e164())
                .map((row, context) -> enrolment(row))
                .findOne());
    }

    @Override
    public Page<Enrolment> page(CompanyId company, Optional<PhoneNumber> phone, PageRequest request) {
        return run(handle -> Paging.byTime("reminder_enrolments e", "e.created_at", "e.id")
                .where("e.company_id = :company", "company", company.value())
                .filter(
                        "e.contact_id in (select k.id from contacts k where k.company_id = :company and k.phone = :phone)",
                        "phone",
                        phone.map(PhoneNumber::e164))
                .page(handle, COLUMNS, CONTACT, request, PostgresReminders::enrolment));
    }

    @Override
    public boolean remove(Scope scope, EnrolmentId id) {
        return run(handle -> handle.createUpdate(REMOVE)
                        .bind("id", id.value())
                        .bind("company", company(scope))
                        .execute()
                == 1);
    }

    @Override
    public List<CompanyId> companies() {
        return run(handle -> handle.createQuery(COMPANIES)
                .map((row, context) -> new CompanyId(row.getLong("company_id")))
                .list());
    }

    @Override
    public List<Candidate> candidates(CompanyId company, Instant dueAt, Optional<Candidate> after, int limit) {
        return run(handle -> handle.createQuery(CANDIDATES)
                .bind("company", company.value())
                .bind("dueAt", dueAt)
                .bind("afterTime", after.map(Candidate::lookAfter).orElse(BEGINNING))
                .bind(
                        "afterId",
                        after.map(last -> last.enrolment().id().value()).orElse(new UUID(0, 0)))
                .bind("limit", limit)
                .map((row, context) -> candidate(row))
                .list());
    }

    @Override
    public void lookAgain(Map<EnrolmentId, Instant> at) {
        if (!at.isEmpty()) {
            run(handle -> MultiRow.of(handle.createUpdate(LOOK_AGAIN), List.copyOf(at.entrySet()))
                    .with("id", UUID.class, entry -> entry.getKey().value())
                    .with("at", Instant.class, Map.Entry::getValue)
                    .statement()
                    .execute());
        }
    }

    @Override
    public Stored settings(CompanyId company) {
        return run(handle -> settings(handle, company));
    }

    @Override
    public Stored holdSettings(CompanyId company) {
        return run(handle -> {
            handle.createQuery(HOLD)
                    .bind("company", company.value())
                    .mapTo(Long.class)
                    .findOne();
            return settings(handle, company);
        });
    }

    @Override
    public Stored setSettings(CompanyId company, ReminderSettings settings) {
        return run(handle -> {
            handle.createUpdate(SET)
                    .bind("company", company.value())
                    .bind("days", settings.daysBefore())
                    .bind("sendAt", settings.sendAt())
                    .bind("zone", settings.zone().getId())
                    .execute();
            handle.createUpdate(LOOK_AT_ALL).bind("company", company.value()).execute();
            return settings(handle, company);
        });
    }

    private static Stored settings(Handle handle, CompanyId company) {
        return handle.createQuery(SETTINGS)
                .bind("company", company.value())
                .map((row, context) -> new Stored(
                        new ReminderSettings(
                                row.getInt("days_before"),
                                row.getObject("send_at", LocalTime.class),
                                ZoneId.of(row.getString("timezone"))),
                        row.getLong("version")))
                .findOne()
                .orElse(new Stored(ReminderSettings.STANDARD, 0));
    }

    @Override
    public Optional<Sent> sentBy(MessageId message) {
        return run(handle -> handle.createQuery(SENT)
                .bind("message", message.value())
                .map((row, context) -> new Sent(
                        new CompanyId(row.getLong("company_id")),
                        new F29Reminder(
                                YearMonth.from(row.getObject("period", LocalDate.class)),
                                row.getObject("due_on", LocalDate.class))))
                .findOne());
    }

    private static Enrolment enrolment(ResultSet row) throws SQLException {
        return new Enrolment(
                new EnrolmentId(JdbiSetup.uuid(row, "id")),
                new CompanyId(row.getLong("company_id")),
                LeasedConversation.contact(row),
                config(row, "config_id"),
                JdbiSetup.instant(row, "created_at"));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        var periods = (java.sql.Date[]) row.getArray("reminded").getArray();
        return new Candidate(
                enrolment(row),
                config(row, "latest"),
                Stream.of(periods).map(day -> YearMonth.from(day.toLocalDate())).collect(Collectors.toSet()),
                JdbiSetup.instant(row, "look_after"));
    }

    private static Optional<WhatsAppConfigId> config(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(WhatsAppConfigId::new);
    }

    private static @Nullable Long company(Scope scope) {
        return scope.company().map(CompanyId::value).orElse(null);
    }

    private <T> T run(Function<Handle, T> work) {
        return FailureKind.once(() -> jdbi.inTransaction(work::apply));
    }
}
