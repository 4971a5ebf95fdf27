package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.StoredTemplate;
import cl.fizko.chat.domain.template.StoredTemplate.Judgement;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The rows of {@code whatsapp_message_templates}. */
final class MessageTemplateRows {

    static final String TABLE = "whatsapp_message_templates t";

    /** A template {@code t}, and what the providers of its company's business accounts think of it. */
    static final String COLUMNS = """
            t.id, t.company_id, t.name, t.language, t.category, t.content, t.is_active, t.version, t.created_at, t.updated_at,
                   (select json_agg(json_build_object('provider', a.provider, 'account', a.business_account_id,
                                                      'status', p.status, 'reason', p.rejected_reason)
                                    order by a.provider, a.business_account_id)
                      from (select distinct f.provider, f.business_account_id
                              from whatsapp_configs f
                             where f.company_id = t.company_id and f.business_account_id is not null) a
                      left join provider_templates p
                        on p.provider = a.provider and p.account_id = a.business_account_id
                       and p.name = t.name and p.language = t.language and p.company_id = t.company_id)::text as judgements
            """;

    private static final String INSERT = """
            insert into whatsapp_message_templates (id, company_id, name, language, category, content, is_active)
            values (:id, :company, :name, :language, :category, :content, :active)""";

    private static final String UPDATE = """
            update whatsapp_message_templates
               set name = :name, language = :language, category = :category, content = :content, is_active = :active,
                   version = version + 1, updated_at = now()
             where id = :id and company_id = :company""";

    private static final String UNIQUE = "whatsapp_message_templates_name_key";

    private MessageTemplateRows() {}

    static void insert(Handle handle, MessageTemplate template) {
        unlessTaken(() -> bind(handle.createUpdate(INSERT), template).execute());
    }

    static void update(Handle handle, MessageTemplate template) {
        unlessTaken(() -> bind(handle.createUpdate(UPDATE), template).execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, MessageTemplate template) {
        return statement
                .bind("id", template.id().value())
                .bind("company", template.companyId().value())
                .bind("name", template.name())
                .bind("language", template.language())
                .bind("category", lower(template.category()))
                .bind("content", template.content())
                .bind("active", template.active());
    }

    private static void unlessTaken(Runnable change) {
        try {
            change.run();
        } catch (JdbiException e) {
            if (e.getCause() instanceof PSQLException sql
                    && sql.getServerErrorMessage() != null
                    && UNIQUE.equals(sql.getServerErrorMessage().getConstraint())) {
                throw new AlreadyExistsException(
                        "name", "the company has a template of this name in this language already");
            }
            throw e;
        }
    }

    static StoredTemplate read(ResultSet row) throws SQLException {
        return new StoredTemplate(
                template(row),
                row.getLong("version"),
                JdbiSetup.instant(row, "created_at"),
                JdbiSetup.instant(row, "updated_at"),
                judgements(row.getString("judgements")));
    }

    static MessageTemplate template(ResultSet row) throws SQLException {
        return new MessageTemplate(
                new MessageTemplateId(JdbiSetup.uuid(row, "id")),
                new CompanyId(row.getLong("company_id")),
                row.getString("name"),
                row.getString("language"),
                TemplateCategory.valueOf(row.getString("category").toUpperCase(Locale.ROOT)),
                row.getString("content"),
                row.getBoolean("is_active"));
    }

    private static List<Judgement> judgements(@Nullable String json) {
        return json == null
                ? List.of()
                : JsonFields.elements(JsonFields.parse("template", json), MessageTemplateRows::judgement);
    }

    private static Judgement judgement(JsonNode json) {
        return new Judgement(
                new ProviderId(JsonFields.required(json, "provider")),
                JsonFields.required(json, "account"),
                JsonFields.text(json, "status").map(TemplateStatus::of),
                JsonFields.text(json, "reason"));
    }

    static Optional<String> lower(Optional<TemplateCategory> category) {
        return category.map(MessageTemplateRows::lower);
    }

    private static String lower(TemplateCategory category) {
        return category.name().toLowerCase(Locale.ROOT);
    }
}
