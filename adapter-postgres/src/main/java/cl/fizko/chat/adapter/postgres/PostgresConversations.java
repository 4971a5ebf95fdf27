package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ConversationDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The conversations in PostgreSQL, as people look at them. */
final class PostgresConversations implements ConversationDirectory {

    private static final String CONTACT = "join contacts p on p.id = c.contact_id";

    private static final String SELECT =
            "select " + ConversationRows.COLUMNS + " from whatsapp_conversations c " + CONTACT + " ";

    private static final String FIND =
            SELECT + "where c.id = :id and (:company::bigint is null or c.company_id = :company)";

    private static final String AMONG = SELECT + "where c.company_id = :company and c.id = any(:ids)";

    /** The conversation before its contact, as everybody locks them. */
    private static final String LOCK = """
            select id from whatsapp_conversations
             where id = :id and (:company::bigint is null or company_id = :company)
               for update""";

    private static final String GIVEN_NAME = "select given_name from contacts where id = :contact";

    private static final String CHANGE = """
            update whatsapp_conversations
               set status = :status, metadata = :metadata::jsonb, tags = :tags, version = version + 1
             where id = :id
            returning contact_id""";

    private static final String NAME = """
            update contacts set given_name = :name, updated_at = now()
             where id = :contact and given_name is distinct from :name""";

    private static final String WITH = """
            select id from whatsapp_conversations where contact_id = :contact and config_id = :config""";

    private final Jdbi jdbi;
    private final TimeOrderedIds ids;

    PostgresConversations(Jdbi jdbi, TimeOrderedIds ids) {
        this.jdbi = jdbi;
        this.ids = ids;
    }

    @Override
    public Page<ConversationSummary> page(CompanyId company, ConversationFilter filter, PageRequest request) {
        return read(handle -> {
            var list = Paging.byTime("whatsapp_conversations c", "c.last_active_at", "c.id")
                    .where("c.company_id = :company", "company", company.value())
                    .filter("c.status = :status", "status", filter.status().map(ConversationStatus::wireName))
                    .filter("c.owner = :owner", "owner", filter.owner().map(ConversationOwner::wireName))
                    .filter("c.config_id = :config", "config", filter.config().map(WhatsAppConfigId::value))
                    .filter(
                            "c.contact_id in (select k.id from contacts k where k.company_id = :company and k.phone = :phone)",
                            "phone",
                            filter.phone().map(PhoneNumber::e164))
                    .filter("c.tags @> array[:tag]::text[]", "tag", filter.tag());
            filter.contact()
                    .ifPresent(search -> list.where(named(search), query -> {
                        for (var i = 0; i < search.parts().size(); i++) {
                            query.bind("part" + i, search.parts().get(i));
                        }
                    }));
            return list.page(handle, ConversationRows.COLUMNS, CONTACT, request, ConversationRows::read);
        });
    }

    /** Each part somewhere in the name or the number; nothing of a part can stand for anything else in the pattern. */
    private static String named(ContactSearch search) {
        var condition = new StringBuilder("c.contact_id in (select k.id from contacts k where k.company_id = :company");
        for (var i = 0; i < search.parts().size(); i++) {
            condition
                    .append(" and contact_words(k.given_name, k.name, k.phone) like '%' || btrim(search_words(:part")
                    .append(i)
                    .append(")) || '%'");
        }
        return condition.append(")").toString();
    }

    @Override
    public Optional<ConversationSummary> find(Scope scope, ConversationId id) {
        return read(handle -> find(handle, scope, id));
    }

    private static Optional<ConversationSummary> find(Handle handle, Scope scope, ConversationId id) {
        return handle.createQuery(FIND)
                .bind("id", id.value())
                .bind("company", company(scope))
                .map((row, context) -> ConversationRows.read(row))
                .findOne();
    }

    @Override
    public List<ConversationSummary> among(CompanyId company, Collection<ConversationId> wanted) {
        return read(handle -> handle.createQuery(AMONG)
                .bind("company", company.value())
                .bindArray(
                        "ids",
                        UUID.class,
                        wanted.stream().map(ConversationId::value).toList())
                .map((row, context) -> ConversationRows.read(row))
                .list());
    }

    @Override
    public Optional<Held> hold(Scope scope, ConversationId id) {
        return read(handle -> handle.createQuery(LOCK)
                .bind("id", id.value())
                .bind("company", company(scope))
                .mapTo(UUID.class)
                .findOne()
                .flatMap(locked -> find(handle, scope, id))
                .map(summary -> held(handle, summary)));
    }

    private static Held held(Handle handle, ConversationSummary summary) {
        var givenName = handle.createQuery(GIVEN_NAME)
                .bind("contact", summary.conversation().contact().id().value())
                .mapTo(String.class)
                .findOne();
        return new Held(summary, new ConversationEdit(summary.status(), givenName, summary.metadata(), summary.tags()));
    }

    @Override
    public ConversationSummary change(ConversationId id, ConversationEdit edit) {
        return read(handle -> {
            var contact = handle.createQuery(CHANGE)
                    .bind("id", id.value())
                    .bind("status", edit.status().wireName())
                    .bind("metadata", edit.metadata())
                    .bindArray("tags", String.class, edit.tags())
                    .mapTo(UUID.class)
                    .one();
            handle.createUpdate(NAME)
                    .bind("contact", contact)
                    .bind("name", edit.givenName().orElse(null))
                    .execute();
            var changed = find(handle, Scope.everyCompany(), id).orElseThrow();
            var company = changed.conversation().companyId().value();
            Announcements.after(handle, () -> Stream.of(Announcements.conversation(company, id.value())));
            return changed;
        });
    }

    @Override
    public Opened open(WhatsAppConfig config, PhoneNumber phone) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var one = List.of(new Unknown(config, ContactAddress.of(phone)));
            var contacts = ContactDirectory.resolve(handle, ids, one);
            var known = handle.createQuery(WITH)
                    .bind("contact", contacts.get(0))
                    .bind("config", config.id().value())
                    .mapTo(UUID.class)
                    .findOne();
            var id = known.orElseGet(() ->
                    OpenConversations.lock(handle, ids, one, contacts).get(0).id());
            var summary =
                    find(handle, Scope.everyCompany(), new ConversationId(id)).orElseThrow();
            if (known.isEmpty()) {
                var company = config.companyId().value();
                Announcements.after(handle, () -> Stream.of(Announcements.conversation(company, id)));
            }
            return new Opened(summary, known.isEmpty());
        }));
    }

    private static @Nullable Long company(Scope scope) {
        return scope.company().map(CompanyId::value).orElse(null);
    }

    private <T> T read(Function<Handle, T> query) {
        return FailureKind.once(() -> jdbi.withHandle(query::apply));
    }

    /** Somebody of whom nothing is known but the number. */
    private record Unknown(WhatsAppConfig config, ContactAddress customer) implements Correspondence {
        @Override
        public Optional<String> customerName() {
            return Optional.empty();
        }
    }
}
