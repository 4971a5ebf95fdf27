package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.privacy.RecordKind;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Archives of people in PostgreSQL: rows as JSON, without what only the workers need. */
final class PostgresContactArchive implements ContactArchive {

    private static final int PAGE = 500;
    private static final UUID NO_ERASURE = new UUID(0, 0);

    private static final String BUSINESS_NUMBERS =
            "select regexp_replace(phone_number, '[^0-9]', '', 'g') from whatsapp_configs";

    private static final String CONTACT = """
            select (to_jsonb(c) - array['company_id', 'words']
                    || jsonb_build_object(
                         'enrolments', array(select to_jsonb(e) - array['company_id', 'contact_id', 'config_id', 'look_after']
                                               from reminder_enrolments e where e.contact_id = c.id order by e.created_at, e.id),
                         'reminders', array(select to_jsonb(r) - array['company_id', 'contact_id']
                                              from reminders r where r.contact_id = c.id order by r.period, r.created_at)))::text
              from contacts c
             where c.id = :id""";

    private static final String CONVERSATION = """
            select (to_jsonb(c)
                    - array['company_id', 'config_id', 'contact_id', 'awaiting_through', 'pending_since', 'leased_until', 'epoch',
                            'not_before', 'burst_until', 'version', 'turn_attempts']
                    || jsonb_build_object('contact', c.contact_id)
                    || jsonb_build_object('line', jsonb_build_object(
                         'provider', f.provider, 'phone_number_id', f.phone_number_id)))::text
              from whatsapp_conversations c
              join whatsapp_configs f on f.id = c.config_id
             where c.id = :id""";

    /** Where a file is at the provider is a secret of its own, and soon over. */
    private static final String MESSAGES = """
            select m.sequence, m.id, f.state = 'stored' as has_file, f.sha256,
                   (to_jsonb(m)
                    - array['company_id', 'config_id', 'due_at', 'claimed_by', 'claimed_until', 'claims', 'attempts',
                            'doubtful_attempts', 'unknown_since', 'looked_for_at', 'looked_for', 'awaits_turn']
                    || case when d.message_id is null then '{}'
                            else jsonb_build_object('decision', to_jsonb(d) - array['company_id', 'message_id']) end
                    || case when f.message_id is null then '{}'
                            else jsonb_build_object('media', to_jsonb(f) - array['company_id', 'config_id', 'message_id', 'reference',
                                                                                 'attempts', 'due_at', 'leased_until']) end)::text as json
              from whatsapp_messages m
              left join auto_reply_decisions d on d.message_id = m.id
              left join media_files f on f.message_id = m.id
             where m.conversation_id = :conversation and m.sequence > :after
             order by m.sequence
             limit :most""";

    private final Jdbi jdbi;

    PostgresContactArchive(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public long count(CompanyId company, ContactAddress person) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            var known = KnownPerson.find(handle, company.value(), person, false);
            return known.contacts().size()
                    + known.threads().size()
                    + known.count(handle).of(RecordKind.MESSAGES)
                    + PersonalDeliveries.estimate(handle);
        }));
    }

    @Override
    public boolean read(CompanyId company, ContactAddress person, Consumer<Part> to, LongConsumer looked) {
        var known = FailureKind.once(
                () -> jdbi.withHandle(handle -> KnownPerson.find(handle, company.value(), person, false)));
        var isKnown = !known.contacts().isEmpty();
        known.contacts().forEach(contact -> to.accept(row(Section.CONTACT, CONTACT, contact.id())));
        known.threads().forEach(one -> to.accept(row(Section.CONVERSATION, CONVERSATION, one.id())));
        looked.accept(known.contacts().size() + known.threads().size());
        known.threads().forEach(one -> messages(one.id(), to, looked));
        var record = known.record(NO_ERASURE, company.value(), person, List.of());
        return deliveries(record, isKnown ? Optional.empty() : Optional.of(person(person)), to, looked) || isKnown;
    }

    private static Part person(ContactAddress person) {
        var json = JsonNodeFactory.instance.objectNode();
        JsonFields.put(json, "phone", person.phone().map(PhoneNumber::e164));
        JsonFields.put(json, "business_scoped_user_id", person.userId().map(BusinessScopedUserId::value));
        return new Part(Section.PERSON, json.toString(), Optional.empty());
    }

    private Part row(Section section, String query, UUID id) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> new Part(
                section,
                handle.createQuery(query).bind("id", id).mapTo(String.class).one(),
                Optional.empty())));
    }

    /** A page a transaction: whoever writes the archive may be slow. */
    private void messages(UUID conversation, Consumer<Part> to, LongConsumer looked) {
        for (var after = 0L; ; ) {
            var from = after;
            var page = FailureKind.once(() -> jdbi.withHandle(handle -> page(handle, conversation, from)));
            page.forEach(message -> to.accept(message.part()));
            looked.accept(page.size());
            if (page.size() < PAGE) {
                return;
            }
            after = page.get(page.size() - 1).sequence();
        }
    }

    private static List<Numbered> page(Handle handle, UUID conversation, long after) {
        return handle.createQuery(MESSAGES)
                .bind("conversation", conversation)
                .bind("after", after)
                .bind("most", PAGE)
                .map((row, context) -> new Numbered(
                        row.getLong("sequence"), new Part(Section.MESSAGE, row.getString("json"), file(row))))
                .list();
    }

    /**
     * Returns whether there were any.
     *
     * @param before goes before the first of them
     */
    private boolean deliveries(ErasureRecord person, Optional<Part> before, Consumer<Part> to, LongConsumer looked) {
        var traces = FailureKind.once(() -> jdbi.withHandle(handle -> PersonTraces.of(handle, person)));
        var businessNumbers = FailureKind.once(() -> jdbi.withHandle(handle -> Set.copyOf(
                handle.createQuery(BUSINESS_NUMBERS).mapTo(String.class).list())));
        var all = FailureKind.once(
                () -> jdbi.withHandle(handle -> PersonalDeliveries.of(handle, person.company(), traces, true)));
        var found = false;
        for (var after = Optional.of(Sweep.FROM_THE_START); after.isPresent(); ) {
            var from = after.get();
            List<Part> parts = new ArrayList<>();
            var page = FailureKind.once(() -> jdbi.withHandle(handle -> {
                var some = all.look(handle, from);
                some.personal().stream()
                        .flatMap(one -> ArchivedDelivery.part(handle, one, traces, businessNumbers).stream())
                        .forEach(parts::add);
                return some;
            }));
            if (!found && !parts.isEmpty()) {
                before.ifPresent(to);
            }
            parts.forEach(to);
            looked.accept(page.looked());
            found |= !parts.isEmpty();
            after = page.last();
        }
        return found;
    }

    private static Optional<StoredFile> file(ResultSet row) throws SQLException {
        return row.getBoolean("has_file")
                ? Optional.of(new StoredFile(
                        new MessageId(JdbiSetup.uuid(row, "id")), Optional.ofNullable(row.getString("sha256"))))
                : Optional.empty();
    }

    @Override
    public Import open(CompanyId company, Part first) {
        return new ArchiveImport(jdbi, company, first);
    }

    private record Numbered(long sequence, Part part) {}
}
