package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The conversations in PostgreSQL, as people look at them and change them. */
final class PostgresConversations implements ConversationDirectory {

    private static final String SELECT = "select " + ConversationRows.COLUMNS
            + " from whatsapp_conversations c join contacts p on p.id = c.contact_id ";

    private static final String FIND =
            SELECT + "where c.id = :id and (:company::bigint is null or c.company_id = :company)";

    private static final String AMONG = SELECT + "where c.company_id = :company and c.id = any(:ids)";

    /** Before the conversation, as {@link PostgresInbox} has it. */
    private static final String HOLD_CONTACT = """
            select p.id
              from whatsapp_conversations c
              join contacts p on p.id = c.contact_id
             where c.id = :id and (:company::bigint is null or c.company_id = :company)
               for no key update of p""";

    private static final String HOLD = """
            select contact_id from whatsapp_conversations where id = :id for update""";

    private static final String GIVEN_NAME = """
            select p.given_name
              from whatsapp_conversations c
              join contacts p on p.id = c.contact_id
             where c.id = :id""";

    private static final String CHANGE = """
            update whatsapp_conversations
               set status = :status, metadata = :metadata::jsonb, tags = :tags, version = version + 1
             where id = :id
            returning company_id""";

    /** Spares the contact's indexes. */
    private static final String NAME = """
            update contacts p
               set given_name = :name, updated_at = now()
              from whatsapp_conversations c
             where c.id = :id and p.id = c.contact_id and p.given_name is distinct from :name""";

    private final Jdbi jdbi;
    private final TimeOrderedIds ids;

    PostgresConversations(Jdbi jdbi, TimeOrderedIds ids) {
        this.jdbi = jdbi;
        this.ids = ids;
    }

    @Override
    public Page<ConversationSummary> page(CompanyId company, ConversationFilter filter, PageRequest request) {
        return FailureKind.once(
                () -> jdbi.withHandle(handle -> ConversationRows.page(handle, company, filter, request)));
    }

    @Override
    public Optional<ConversationSummary> find(Scope scope, ConversationId id) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> find(handle, scope, id.value())));
    }

    private static Optional<ConversationSummary> find(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> ConversationRows.read(row))
                .findOne();
    }

    @Override
    public List<ConversationSummary> among(CompanyId company, Collection<ConversationId> wanted) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(AMONG)
                .bind("company", company.value())
                .bindArray(
                        "ids",
                        UUID.class,
                        wanted.stream().map(ConversationId::value).toList())
                .map((row, context) -> ConversationRows.read(row))
                .list()));
    }

    @Override
    public Optional<Held> hold(Scope scope, ConversationId id) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(HOLD_CONTACT)
                .bind("id", id.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .mapTo(UUID.class)
                .findOne()
                .map(contact -> held(handle, id.value(), contact))));
    }

    private static Held held(Handle handle, UUID id, UUID contact) {
        var now = handle.createQuery(HOLD).bind("id", id).mapTo(UUID.class).findOne();
        if (!now.equals(Optional.of(contact))) {
            throw new StoreBusyException("the contact was merged at the same time", new LostRaceException("merged"));
        }
        var summary = find(handle, Scope.everyCompany(), id).orElseThrow();
        var givenName = handle.createQuery(GIVEN_NAME)
                .bind("id", id)
                .map((row, context) -> Optional.ofNullable(row.getString("given_name")))
                .one();
        return new Held(summary, new ConversationEdit(summary.status(), givenName, summary.metadata(), summary.tags()));
    }

    @Override
    public ConversationSummary change(ConversationId id, ConversationEdit edit) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            var company = handle.createQuery(CHANGE)
                    .bind("id", id.value())
                    .bind("status", edit.status().wireName())
                    .bind("metadata", edit.metadata())
                    .bindArray("tags", String.class, edit.tags())
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate(NAME)
                    .bind("id", id.value())
                    .bind("name", edit.givenName().orElse(null))
                    .execute();
            Announcements.after(handle, () -> Stream.of(Announcements.conversation(company, id.value())));
            return find(handle, Scope.everyCompany(), id.value()).orElseThrow();
        }));
    }

    @Override
    public Opened open(WhatsAppConfig config, PhoneNumber phone) {
        var wanted = List.of(new Opening(config, ContactAddress.of(phone)));
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var contact = ContactDirectory.resolve(handle, ids, wanted);
            var open = OpenConversations.lock(handle, ids, wanted, contact).get(0);
            if (open.isNew()) {
                Announcements.after(
                        handle,
                        () -> Stream.of(
                                Announcements.conversation(config.companyId().value(), open.id())));
            }
            return new Opened(find(handle, Scope.everyCompany(), open.id()).orElseThrow(), open.isNew());
        }));
    }

    /** Somebody is to be written to. */
    private record Opening(WhatsAppConfig config, ContactAddress customer) implements Correspondence {
        @Override
        public Optional<String> customerName() {
            return Optional.empty();
        }
    }
}
