package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.AlreadyExistsException;
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
final class PostgresWhatsAppConfigs implements WhatsAppConfigRepository {

    static final Duration KEPT_FOR = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10_000;

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
        if (!jdbi.withHandle(handle -> rows.insert(handle, config))) {
            throw new AlreadyExistsException(
                    "phone_number_id", "a number with this phone_number_id is there already for " + config.provider());
        }
        withSecrets.invalidateAll();
    }

    @Override
    public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
        return remembered(byId, id, () -> read(handle -> rows.byId(handle, id)).orElse(null));
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
