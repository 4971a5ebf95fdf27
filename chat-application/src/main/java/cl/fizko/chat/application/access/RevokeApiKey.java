package cl.fizko.chat.application.access;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Use case: takes an API key back for good. Every node refuses it within five seconds. */
public final class RevokeApiKey {

    private final ApiKeyRepository keys;
    private final Clock clock;

    @Inject
    public RevokeApiKey(ApiKeyRepository keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Revokes a key, or leaves it revoked.
     *
     * @return the key as it is now; empty if there is no such key within the scope
     */
    public Optional<ApiKey> revoke(Scope scope, UUID id) {
        return keys.revoke(scope, id, clock.instant());
    }
}
