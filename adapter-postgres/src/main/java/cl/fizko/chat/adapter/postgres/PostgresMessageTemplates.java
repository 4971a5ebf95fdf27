package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageTemplateRepository;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.TemplateFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The templates of companies in PostgreSQL. */
final class PostgresMessageTemplates implements MessageTemplateRepository {

    private static final String BY_ID = "select " + MessageTemplateRows.COLUMNS + " from " + MessageTemplateRows.TABLE
            + " where t.id = :id and (:company::bigint is null or t.company_id = :company)";

    private static final String LOCK = BY_ID + " for update of t";

    private static final String SEARCH = "position(lower(:search) in lower(t.name || ' ' || t.content)) > 0";

    /** What companies have, beside what their own accounts have. */
    private static final String KNOWN = """
            select o.id, o.company_id, o.name, o.language, o.category, o.content, o.is_active,
                   p.external_id as p_external_id, p.name as p_name, p.language as p_language, p.status as p_status,
                   p.category as p_category, p.shape as p_shape, p.rejected_reason as p_rejected_reason
              from (select * from whatsapp_message_templates
                     where company_id = :company and (:name::text is null or name = :name)) o
              full join (select * from provider_templates
                          where provider = :provider and account_id = :account and company_id = :company
                            and (:name::text is null or name = :name)) p
                on p.name = o.name and p.language = o.language
            """;

    private static final String BY_NAME =
            " order by coalesce(o.name, p.name) collate \"C\", coalesce(o.language, p.language) collate \"C\"";

    private static final String NAMED = KNOWN + BY_NAME;

    private static final String OFFERED = KNOWN + """
            where coalesce(o.is_active, true) and coalesce(p.status, 'approved') = 'approved'
            """ + BY_NAME + " limit :limit";

    private static final String KNOWS_ALL = """
            select exists (
                       select from template_syncs
                        where provider = :provider and account_id = :account and stored_at is not null)
               and :company = coalesce((
                       select company_id from provider_templates
                        where provider = :provider and account_id = :account
                        limit 1), :company)""";

    private final Jdbi jdbi;

    PostgresMessageTemplates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(MessageTemplate template) {
        FailureKind.once(() -> jdbi.withHandle(handle -> {
            MessageTemplateRows.insert(handle, template);
            return template;
        }));
    }

    @Override
    public void save(MessageTemplate template) {
        FailureKind.once(() -> jdbi.withHandle(handle -> {
            MessageTemplateRows.update(handle, template);
            return template;
        }));
    }

    @Override
    public Optional<StoredTemplate> byId(Scope scope, MessageTemplateId id) {
        return one(BY_ID, scope, id);
    }

    @Override
    public Optional<StoredTemplate> lock(Scope scope, MessageTemplateId id) {
        return one(LOCK, scope, id);
    }

    private Optional<StoredTemplate> one(String query, Scope scope, MessageTemplateId id) {
        return read(handle -> handle.createQuery(query)
                .bind("id", id.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> MessageTemplateRows.read(row))
                .findOne());
    }

    @Override
    public Page<StoredTemplate> page(CompanyId company, TemplateFilter filter, PageRequest page) {
        return read(handle -> Paging.byTime(MessageTemplateRows.TABLE, "t.created_at", "t.id")
                .where("t.company_id = :company", "company", company.value())
                .filter("t.name = :name", "name", filter.name())
                .filter("t.language = :language", "language", filter.language())
                .filter("t.category = :category", "category", MessageTemplateRows.lower(filter.category()))
                .filter("t.is_active = :active", "active", filter.active())
                .filter(SEARCH, "search", filter.search())
                .page(handle, MessageTemplateRows.COLUMNS, "", page, MessageTemplateRows::read));
    }

    @Override
    public List<KnownTemplate> named(WhatsAppConfig config, String name) {
        return read(handle -> known(of(handle.createQuery(NAMED), config).bind("name", name)));
    }

    @Override
    public List<KnownTemplate> offered(WhatsAppConfig config, int limit) {
        return read(handle -> known(of(handle.createQuery(OFFERED), config)
                .bind("name", (String) null)
                .bind("limit", limit)));
    }

    @Override
    public boolean knowsAll(WhatsAppConfig config) {
        return read(handle ->
                of(handle.createQuery(KNOWS_ALL), config).mapTo(Boolean.class).one());
    }

    private static Query of(Query query, WhatsAppConfig config) {
        return query.bind("company", config.companyId().value())
                .bind("provider", config.provider().value())
                .bind("account", config.businessAccountId().orElse(null));
    }

    private static List<KnownTemplate> known(Query query) {
        return query.map((row, context) -> known(row)).list();
    }

    private static KnownTemplate known(ResultSet row) throws SQLException {
        return new KnownTemplate(
                row.getString("id") == null ? Optional.empty() : Optional.of(MessageTemplateRows.template(row)),
                row.getString("p_name") == null
                        ? Optional.empty()
                        : Optional.of(PostgresProviderTemplates.template(row, "p_")));
    }

    private <T> T read(Function<Handle, T> query) {
        return FailureKind.once(() -> jdbi.withHandle(query::apply));
    }
}
