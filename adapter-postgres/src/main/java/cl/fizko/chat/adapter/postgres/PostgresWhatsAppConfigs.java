package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ConfigFilter;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The business numbers in PostgreSQL. What was found is answered from memory for up to five seconds; what was not is asked
 * again each time, so that a new number is known at once. Inside a unit of work nothing comes from memory or goes there: it may
 * yet be rolled back.
 */
final class PostgresWhatsAppConfigs implements WhatsAppConfigRepository, ConfigDirectory {

    static final Duration KEPT_FOR = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10_000;

    private static final String COMPANY = "join companies c on c.id = f.company_id";

    private static final String FIND = "select " + ConfigRows.STORED_COLUMNS + " from whatsapp_configs f " + COMPANY
            + " where f.id = :id and (:company::bigint is null or f.company_id = :company)";

    private static final String HOLD = FIND + " for update of f";

    private static final String HAS_CONVERSATIONS =
            "select exists (select from whatsapp_conversations where config_id = :id)";

    private final ConfigRows rows;
    private final Jdbi jdbi;
    private final PostgresUnitOfWork unitOfWork;
    private final Cache<WhatsAppConfigId, WhatsAppConfig> byId;
    private final Cache<Line, WhatsAppConfig> byLine;
    private final Cache<ProviderId, List<WhatsAppConfig>> withSecrets;

    PostgresWhatsAppConfigs(Jdbi jdbi, SecretColumns secrets, PostgresUnitOfWork unitOfWork) {
        this(jdbi, secrets, unitOfWork, Ticker.systemTicker());
    }

    PostgresWhatsAppConfigs(Jdbi jdbi, SecretColumns secrets, PostgresUnitOfWork unitOfWork, Ticker ticker) {
        this.jdbi = jdbi;
        this.rows = new ConfigRows(secrets);
        this.unitOfWork = unitOfWork;
        this.byId = cache(ticker);
        this.byLine = cache(ticker);
        this.withSecrets = cache(ticker);
    }

    @Override
    public void add(WhatsAppConfig config) {
        if (!jdbi.inTransaction(handle -> rows.insert(handle, config))) {
            throw taken(config);
        }
        withSecrets.invalidateAll();
    }

    @Override
    public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
        return remembered(byId, id, () -> read(handle -> rows.byId(handle, id)).orElse(null));
    }

    @Override
    public Page<StoredConfig> page(CompanyId company, ConfigFilter filter, PageRequest request) {
        return read(handle -> Paging.byTime("whatsapp_configs f", "f.created_at", "f.id")
                .where("f.company_id = :company", "company", company.value())
                .filter("f.provider = :provider", "provider", filter.provider().map(ProviderId::value))
                .filter("f.phone_number_id = :line", "line", filter.line().map(LineId::value))
                .filter("f.phone_number = :phone", "phone", filter.phone().map(PhoneNumber::e164))
                .filter("f.is_active = :active", "active", filter.active())
                .page(handle, ConfigRows.STORED_COLUMNS, COMPANY, request, rows::stored));
    }

    @Override
    public Optional<StoredConfig> find(Scope scope, WhatsAppConfigId id) {
        return read(handle -> one(handle, FIND, scope, id));
    }

    @Override
    public Optional<StoredConfig> hold(Scope scope, WhatsAppConfigId id) {
        return read(handle -> one(handle, HOLD, scope, id));
    }

    private Optional<StoredConfig> one(Handle handle, String query, Scope scope, WhatsAppConfigId id) {
        return handle.createQuery(query)
                .bind("id", id.value())
                .bind("company", scope.company().map(CompanyId::value).orElse(null))
                .map((row, context) -> rows.stored(row))
                .findOne();
    }

    @Override
    public boolean hasConversations(WhatsAppConfigId id) {
        return read(handle -> handle.createQuery(HAS_CONVERSATIONS)
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public StoredConfig change(WhatsAppConfig config, Optional<String> webhookUrl) {
        return read(handle -> {
            if (!rows.update(handle, config, webhookUrl)) {
                throw taken(config);
            }
            handle.afterCommit(this::forgetAll);
            return one(handle, FIND, Scope.of(config.companyId()), config.id()).orElseThrow();
        });
    }

    private void forgetAll() {
        byId.invalidateAll();
        byLine.invalidateAll();
        withSecrets.invalidateAll();
    }

    private static AlreadyExistsException taken(WhatsAppConfig config) {
        return new AlreadyExistsException(
                "phone_number_id", "a number with this phone_number_id is there already for " + config.provider());
    }

    @Override
    public Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line) {
        return remembered(
                byLine,
                new Line(provider, line),
                () -> read(handle -> rows.byLine(handle, provider, line)).orElse(null));
    }

    @Override
    public List<WhatsAppConfig> byAccount(ProviderId provider, String businessAccountId) {
        return read(handle -> rows.byAccount(handle, provider, businessAccountId));
    }

    @Override
    public List<WhatsAppConfig> withOwnWebhookSecrets(ProviderId provider) {
        return remembered(withSecrets, provider, () -> read(handle -> rows.withSecrets(handle, provider)))
                .orElse(List.of());
    }

    @Override
    public List<WhatsAppConfig> all() {
        return read(rows::all);
    }

    private <T> T read(Function<Handle, T> query) {
        return FailureKind.once(() -> jdbi.withHandle(query::apply));
    }

    private <K, V> Optional<V> remembered(Cache<K, V> cache, K key, Source<V> source) {
        if (unitOfWork.isOpen()) {
            return Optional.ofNullable(source.read());
        }
        var kept = cache.getIfPresent(key);
        if (kept != null) {
            return Optional.of(kept);
        }
        var found = source.read();
        if (found != null) {
            cache.put(key, found);
        }
        return Optional.ofNullable(found);
    }

    private static <K, V> Cache<K, V> cache(Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT_FOR)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .build();
    }

    private interface Source<V> {
        @Nullable
        V read();
    }

    private record Line(ProviderId provider, LineId line) {}
}
