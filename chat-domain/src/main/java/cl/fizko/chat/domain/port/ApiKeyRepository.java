package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.KeyDigest;
import cl.fizko.chat.domain.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Outbound port: the API keys. Thread-safe. */
public interface ApiKeyRepository {

    /** Adds a key; it opens at once. Its company must exist. */
    void add(ApiKey key, KeyDigest digest);

    /**
     * Finds the key that is being used, and records its use to within a minute. A revoked key is found for five seconds more at
     * most; one that was just added is found at once.
     *
     * @return empty if there is no such key or it is revoked
     * @throws StoreBusyException if the database cannot tell now
     */
    Optional<ApiKey> use(KeyDigest digest, Instant now);

    /** The keys within a scope, the newest first, revoked ones too. A key for every company is in no single company's scope. */
    List<ApiKey> list(Scope scope);

    /**
     * Revokes a key for good; one that is revoked already keeps its time.
     *
     * @return the key as it is now; empty if there is no such key within the scope
     */
    Optional<ApiKey> revoke(Scope scope, UUID id, Instant now);
}
