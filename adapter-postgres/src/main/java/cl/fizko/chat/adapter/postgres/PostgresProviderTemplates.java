package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The templates at the providers, in PostgreSQL. A row that this version cannot read is left out. */
final class PostgresProviderTemplates implements ProviderTemplateRepository {

    private static final Logger log = LoggerFactory.getLogger(PostgresProviderTemplates.class);

    private static final String RELEASE = """
            update template_syncs set begun_at = null
             where provider = :provider and account_id = :account""";

    private static final String DELETE_MISSING = """
            update provider_templates t
               set status = 'deleted', judged_at = :askedAt
             where t.provider = :provider and t.account_id = :account and t.status <> 'deleted'
               and (t.judged_at is null or t.judged_at <= :askedAt)
               and not exists (
                   select from unnest(:name, :language) n(name, language)
                    where n.name = t.name and n.language = t.language)""";

    /** A list judges all that is on it at the time when it was asked for: what was judged since stays, what was before is old. */
    private static final String STORE = """
            insert into provider_templates as t
                     (provider, account_id, name, language, company_id, external_id, status, category, shape, rejected_reason,
                      judged_at, synced_at)
            select :provider, :account, name, language, :company, external_id, status, category, shape::jsonb, rejected_reason,
                   :askedAt, clock_timestamp()
              from unnest(:name, :language, :externalId, :status, :category, :shape, :reason)
                   n(name, language, external_id, status, category, shape, rejected_reason)
            on conflict (provider, account_id, name, language) do update
               set external_id = excluded.external_id, category = excluded.category, shape = excluded.shape,
                   status = case when t.judged_at > excluded.judged_at then t.status else excluded.status end,
                   rejected_reason = case when t.judged_at > excluded.judged_at
                                          then t.rejected_reason else excluded.rejected_reason end,
                   judged_at = greatest(t.judged_at, excluded.judged_at), synced_at = excluded.synced_at""";

    private static final String MARK_STORED = """
            insert into template_syncs (provider, account_id, stored_at) values (:provider, :account, clock_timestamp())
            on conflict (provider, account_id) do update set stored_at = excluded.stored_at""";

    private static final String CLAIM = """
            insert into template_syncs as s (provider, account_id, begun_at) values (:provider, :account, clock_timestamp())
            on conflict (provider, account_id) do update set begun_at = clock_timestamp()
             where s.begun_at is null or s.begun_at <= clock_timestamp() - :every * interval '1 microsecond'
            returning true""";

    private static final String IS_STORED = """
            select exists (
                select from template_syncs
                 where provider = :provider and account_id = :account and stored_at is not null)""";

    private static final String SELECT = """
            select external_id, name, language, status, category, shape, rejected_reason
              from provider_templates
             where provider = :provider and account_id = :account""";

    private static final String FIND = SELECT + " and name = :name and language = :language";
    private static final String ALL = SELECT + " order by name collate \"C\", language collate \"C\"";

    private final Jdbi jdbi;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    PostgresProviderTemplates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void replace(WhatsAppConfig config, List<ProviderTemplate> templates, Instant askedAt) {
        var account = config.businessAccountId()
                .map(id -> new TemplateAccount(config.provider(), id))
                .orElseThrow(() -> new IllegalArgumentException("the number belongs to no business account"));
        // A provider's pages may overlap.
        var byKey = new LinkedHashMap<List<String>, ProviderTemplate>();
        templates.forEach(template -> byKey.put(List.of(template.name(), template.language()), template));
        var distinct = List.copyOf(byKey.values());
        FailureKind.once(() -> {
            jdbi.useTransaction(handle -> replace(handle, config, account, distinct, secondOf(askedAt)));
            return account;
        });
    }

    /** The provider's judgements tell whole seconds: one of the second in which we asked may be newer than the list. */
    private static OffsetDateTime secondOf(Instant askedAt) {
        return askedAt.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }

    private static void replace(
            Handle handle,
            WhatsAppConfig config,
            TemplateAccount account,
            List<ProviderTemplate> templates,
            OffsetDateTime askedAt) {
        TemplateAccount.lock(handle, List.of(account));
        if (!TemplateAccount.owners(handle, List.of(account)).allow(account, config)) {
            return;
        }
        MultiRow.of(handle.createUpdate(DELETE_MISSING), templates)
                .with("name", String.class, ProviderTemplate::name)
                .with("language", String.class, ProviderTemplate::language)
                .statement()
                .bind("provider", account.provider().value())
                .bind("account", account.id())
                .bind("askedAt", askedAt)
                .execute();
        if (!templates.isEmpty()) {
            store(handle, config, account, templates, askedAt);
        }
        handle.createUpdate(MARK_STORED)
                .bind("provider", account.provider().value())
                .bind("account", account.id())
                .execute();
    }

    private static void store(
            Handle handle,
            WhatsAppConfig config,
            TemplateAccount account,
            List<ProviderTemplate> templates,
            OffsetDateTime askedAt) {
        MultiRow.of(handle.createUpdate(STORE), templates)
                .with("name", String.class, ProviderTemplate::name)
                .with("language", String.class, ProviderTemplate::language)
                .with("externalId", String.class, ProviderTemplate::externalId)
                .with("status", String.class, template -> template.status().wireName())
                .with(
                        "category",
                        String.class,
                        template -> template.category().name().toLowerCase(Locale.ROOT))
                .with("shape", String.class, template -> ShapeColumn.write(template.shape()))
                .with(
                        "reason",
                        String.class,
                        template -> template.rejectedReason()
                                .map(OutgoingMessages::storable)
                                .orElse(null))
                .statement()
                .bind("provider", account.provider().value())
                .bind("account", account.id())
                .bind("company", config.companyId().value())
                .bind("askedAt", askedAt)
                .execute();
    }

    @Override
    public boolean claimSync(ProviderId provider, String accountId, Duration every) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                        .bind("provider", provider.value())
                        .bind("account", accountId)
                        .bind("every", every.toNanos() / 1_000)
                        .mapTo(Boolean.class)
                        .findOne()))
                .isPresent();
    }

    @Override
    public void releaseSync(ProviderId provider, String accountId) {
        FailureKind.once(() -> jdbi.withHandle(handle -> handle.createUpdate(RELEASE)
                .bind("provider", provider.value())
                .bind("account", accountId)
                .execute()));
    }

    @Override
    public boolean isSynced(ProviderId provider, String accountId) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> handle.createQuery(IS_STORED)
                .bind("provider", provider.value())
                .bind("account", accountId)
                .mapTo(Boolean.class)
                .one()));
    }

    @Override
    public Optional<ProviderTemplate> find(ProviderId provider, String accountId, String name, String language) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> read(handle.createQuery(FIND)
                        .bind("provider", provider.value())
                        .bind("account", accountId)
                        .bind("name", name)
                        .bind("language", language))))
                .stream()
                .findFirst();
    }

    @Override
    public List<ProviderTemplate> all(ProviderId provider, String accountId) {
        return FailureKind.once(() -> jdbi.withHandle(handle ->
                read(handle.createQuery(ALL).bind("provider", provider.value()).bind("account", accountId))));
    }

    private List<ProviderTemplate> read(Query query) {
        return query.map((row, context) -> readable(row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Each row that cannot be read is told once. */
    private Optional<ProviderTemplate> readable(ResultSet row) throws SQLException {
        var name = row.getString("name");
        try {
            return Optional.of(template(row, ""));
        } catch (RuntimeException e) {
            if (unreadable.add(name)) {
                log.error(
                        "template {} cannot be read and is left out: {}",
                        name,
                        e.getClass().getName());
            }
            return Optional.empty();
        }
    }

    /** A category that we were not told counts as marketing, whose rules are the strictest. */
    static ProviderTemplate template(ResultSet row, String prefix) throws SQLException {
        return new ProviderTemplate(
                Optional.ofNullable(row.getString(prefix + "external_id")).orElse(""),
                row.getString(prefix + "name"),
                row.getString(prefix + "language"),
                TemplateStatus.of(row.getString(prefix + "status")),
                Optional.ofNullable(row.getString(prefix + "category"))
                        .map(category -> TemplateCategory.valueOf(category.toUpperCase(Locale.ROOT)))
                        .orElse(TemplateCategory.MARKETING),
                ShapeColumn.read(row.getString(prefix + "shape")),
                Optional.ofNullable(row.getString(prefix + "rejected_reason")));
    }
}
