package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The rows of {@code whatsapp_conversations}, listed. */
final class ConversationRows {

    /** Of a conversation {@code c} and its contact {@code p}. */
    static final String COLUMNS = """
            c.id, c.company_id, c.config_id, c.contact_id, c.owner, c.last_inbound_at, p.phone, p.business_scoped_user_id,
            coalesce(p.given_name, p.name) as name, p.opted_out_at, c.status, c.unread_count, c.message_count, c.created_at,
            c.last_active_at, c.metadata, c.tags, c.version""";

    private static final String IS_OF =
            "select exists (select from whatsapp_configs where id = :config and company_id = :company)";

    /** A step looks a contact up. */
    private static final int STEPS = 2_000;

    private ConversationRows() {}

    static Page<ConversationSummary> page(
            Handle handle, CompanyId company, ConversationFilter filter, PageRequest request) {
        if (filter.config().isPresent()
                && !isOf(handle, company, filter.config().get())) {
            return new Page<>(List.of(), new Count(0, true), Optional.empty(), Optional.empty());
        }
        return filter.contact().isPresent()
                ? withContact(handle, company, filter, filter.contact().get(), request)
                : plain(handle, company, filter, request);
    }

    private static boolean isOf(Handle handle, CompanyId company, WhatsAppConfigId config) {
        return handle.createQuery(IS_OF)
                .bind("company", company.value())
                .bind("config", config.value())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * A company's number says which company it is; both together would look twice as rare to the planner as they are. The comparison is
     * always true, and the word by which the planner knows the index of a number's conversations: see V27.
     */
    private static String whose(ConversationFilter filter) {
        return filter.config().isPresent()
                ? "c.config_id = :config and c.config_id > '00000000-0000-0000-0000-000000000000'"
                : "c.company_id = :company";
    }

    private static void bindWhose(Query query, CompanyId company, ConversationFilter filter) {
        query.bind("company", company.value());
        filter.config().ifPresent(config -> query.bind("config", config.value()));
    }

    private static Page<ConversationSummary> plain(
            Handle handle, CompanyId company, ConversationFilter filter, PageRequest request) {
        var paging = Paging.byTime("whatsapp_conversations c", "c.last_active_at", "c.id")
                .where(whose(filter), query -> bindWhose(query, company, filter));
        conditions(filter).forEach(paging::where);
        return paging.page(handle, COLUMNS, "join contacts p on p.id = c.contact_id", request, ConversationRows::read);
    }

    private static Page<ConversationSummary> withContact(
            Handle handle, CompanyId company, ConversationFilter filter, ContactSearch contact, PageRequest request) {
        var conditions = conditions(filter);
        var others = conditions.keySet().stream()
                .map(condition -> " and (" + condition + ")")
                .collect(Collectors.joining());
        var said = IntStream.range(0, contact.parts().size())
                .mapToObj(i -> "p.words like '%' || btrim(search_words(:part" + i + ")) || '%'")
                .collect(Collectors.joining(" and "));
        // A company's own index of contacts would be walked from end to end: not with this addition.
        return new NewestMatches(
                        "c.last_active_at",
                        "c.id",
                        "from whatsapp_conversations c join contacts p on p.id = c.contact_id where " + whose(filter)
                                + others,
                        "(" + said + ")",
                        "from contacts p join whatsapp_conversations c on c.contact_id = p.id where p.company_id + 0 = :company and "
                                + said + " and " + whose(filter) + others,
                        STEPS,
                        query -> {
                            bindWhose(query, company, filter);
                            for (var i = 0; i < contact.parts().size(); i++) {
                                query.bind("part" + i, contact.parts().get(i));
                            }
                            conditions.values().forEach(binding -> binding.accept(query));
                        })
                .page(
                        handle,
                        COLUMNS,
                        "left join whatsapp_conversations c on c.id = k.id left join contacts p on p.id = c.contact_id",
                        "p.id",
                        request,
                        ConversationRows::read);
    }

    /** All but whose they are and the search. The values of status and owner are constants, for the sake of partial indexes. */
    private static Map<String, Consumer<Query>> conditions(ConversationFilter filter) {
        Map<String, Consumer<Query>> conditions = new LinkedHashMap<>();
        filter.status()
                .map(ConversationStatus::wireName)
                .ifPresent(status -> conditions.put("c.status = '" + status + "'", query -> {}));
        filter.owner()
                .map(ConversationOwner::wireName)
                .ifPresent(owner -> conditions.put("c.owner = '" + owner + "'", query -> {}));
        filter.phone()
                .map(PhoneNumber::e164)
                .ifPresent(phone -> conditions.put(
                        "c.contact_id = (select id from contacts where company_id = :company and phone = :phone)",
                        query -> query.bind("phone", phone)));
        filter.tag()
                .ifPresent(tag -> conditions.put(
                        "c.tags @> array[:tag]::text[] and c.tags <> '{}'", query -> query.bind("tag", tag)));
        return conditions;
    }

    static ConversationSummary read(ResultSet row) throws SQLException {
        List<String> tags =
                new ArrayList<>(List.of((String[]) row.getArray("tags").getArray()));
        return new ConversationSummary(
                LeasedConversation.conversation(row),
                ConversationStatus.of(row.getString("status")),
                row.getInt("unread_count"),
                row.getInt("message_count"),
                JdbiSetup.instant(row, "created_at"),
                JdbiSetup.instant(row, "last_active_at"),
                row.getString("metadata"),
                tags,
                row.getLong("version"));
    }
}
