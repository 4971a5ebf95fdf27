package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.KeyDigest;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys in PostgreSQL. A key that was found is answered from memory until five seconds after the question that found it;
 * what was not found is never remembered, so that a new key opens at once and made-up keys take no memory.
 *
 * <p>A use is recorded when the key is read anew and its last use is a minute old, on the request's own thread: one small update
 * a minute and key, which waits for no lock and may fail.
 */
final class PostgresApiKeys implements ApiKeyRepository {

    private static final Logger log = LoggerFactory.getLogger(PostgresApiKeys.class);

    static final Duration KEPT_FOR = Duration.ofSeconds(5);
    static final Duration USES_RECORDED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private static final String COLUMNS = "id, company_id, role, name, created_at, last_used_at, revoked_at";

    private static final String ADD = """
            insert into api_keys (id, company_id, role, name, digest, created_at)
            values (:id, :company, :role, :name, :digest, :createdAt)""";

    private static final String IN_FORCE =
            "select " + COLUMNS + " from api_keys where digest = :digest and revoked_at is null";

    /** Of nodes that do this at the same time one does it, and none waits. */
    private static final String RECORD_USE = """
            update api_keys set last_used_at = :now
             where id = (select id from api_keys
                          where id = :id and (last_used_at is null or last_used_at <= :before)
                            for no key update skip locked)""";

    private static final String LIST = "select " + COLUMNS + """
             from api_keys
            where :company::bigint is null or company_id = :company
            order by created_at desc, id desc""";

    private static final String REVOKE = """
            update api_keys set revoked_at = coalesce(revoked_at, :now)
             where id = :id and (:company::bigint is null or company_id = :company)
            returning\s""" + COLUMNS;

    private final Jdbi jdbi;
    private final Ticker ticker;
    private final Cache<KeyDigest, Kept> kept;

    /** A key, and when it was asked for. */
    private record Kept(ApiKey key, long askedAt) {}

    PostgresApiKeys(Jdbi jdbi) {
        this(jdbi, Ticker.systemTicker());
    }

    PostgresApiKeys(Jdbi jdbi, Ticker ticker) {
        this.jdbi = jdbi;
        this.ticker = ticker;
        this.kept = Caffeine.newBuilder()
                .expireAfterWrite(KEPT_FOR)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .build();
    }

    @Override
    public void add(ApiKey key, KeyDigest digest) {
        run(handle -> handle.createUpdate(ADD)
                .bind("id", key.id())
                .bind("company", companyOf(key.scope()))
                .bind("role", key.role().wireName())
                .bind("name", key.name())
                .bind("digest", bytes(digest))
                .bind("createdAt", key.createdAt())
                .execute());
    }

    @Override
    public Optional<ApiKey> use(KeyDigest digest, Instant now) {
        var known = kept.getIfPresent(digest);
        // The cache counts from when the answer came, and a revocation may have come before the answer.
        if (known != null && ticker.read() - known.askedAt() < KEPT_FOR.toNanos()) {
            return Optional.of(known.key());
        }
        var askedAt = ticker.read();
        var found = run(handle -> handle.createQuery(IN_FORCE)
                .bind("digest", bytes(digest))
                .map(PostgresApiKeys::key)
                .findOne());
        found.ifPresent(key -> {
            kept.put(digest, new Kept(key, askedAt));
            recordUse(key, now);
        });
        return found;
    }

    private void recordUse(ApiKey key, Instant now) {
        var before = now.minus(USES_RECORDED_EVERY);
        if (key.lastUsedAt().filter(last -> last.isAfter(before)).isPresent()) {
            return;
        }
        try {
            run(handle -> handle.createUpdate(RECORD_USE)
                    .bind("id", key.id())
                    .bind("now", now)
                    .bind("before", before)
                    .execute());
        } catch (RuntimeException e) {
            log.warn("the use of a key is not recorded id={} cause={}", key.id(), FailureKind.nameOfCause(e));
        }
    }

    @Override
    public List<ApiKey> list(Scope scope) {
        return run(handle -> handle.createQuery(LIST)
                .bind("company", companyOf(scope))
                .map(PostgresApiKeys::key)
                .list());
    }

    @Override
    public Optional<ApiKey> revoke(Scope scope, UUID id, Instant now) {
        var revoked = run(handle -> handle.createQuery(REVOKE)
                .bind("id", id)
                .bind("company", companyOf(scope))
                .bind("now", now)
                .map(PostgresApiKeys::key)
                .findOne());
        kept.asMap().values().removeIf(each -> each.key().id().equals(id));
        return revoked;
    }

    /** How many keys are in memory. */
    long remembered() {
        kept.cleanUp();
        return kept.estimatedSize();
    }

    private <T> T run(Function<Handle, T> work) {
        return FailureKind.once(() -> jdbi.withHandle(work::apply));
    }

    private static Optional<Long> companyOf(Scope scope) {
        return scope.company().map(CompanyId::value);
    }

    private static byte[] bytes(KeyDigest digest) {
        return HexFormat.of().parseHex(digest.hex());
    }

    private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
        var company = row.getObject("company_id", Long.class);
        return new ApiKey(
                JdbiSetup.uuid(row, "id"),
                company == null ? Scope.everyCompany() : Scope.of(new CompanyId(company)),
                Role.of(row.getString("role")),
                Optional.ofNullable(row.getString("name")),
                JdbiSetup.instant(row, "created_at"),
                JdbiSetup.optionalInstant(row, "last_used_at"),
                JdbiSetup.optionalInstant(row, "revoked_at"));
    }
}
