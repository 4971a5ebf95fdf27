package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.KeyDigest;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keys in a map. A revoked one is refused at once, and every use is recorded. */
public final class InMemoryApiKeys implements ApiKeyRepository {

    private final Map<KeyDigest, ApiKey> keys = new LinkedHashMap<>();
    private int asked;

    /** How often a key was looked up. */
    public int asked() {
        return asked;
    }

    @Override
    public void add(ApiKey key, KeyDigest digest) {
        keys.put(digest, key);
    }

    @Override
    public Optional<ApiKey> use(KeyDigest digest, Instant now) {
        asked++;
        return Optional.ofNullable(
                        keys.computeIfPresent(digest, (d, key) -> with(key, Optional.of(now), key.revokedAt())))
                .filter(key -> key.revokedAt().isEmpty());
    }

    @Override
    public List<ApiKey> list(Scope scope) {
        return keys.values().stream()
                .filter(key -> isWithin(scope, key))
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
                .toList();
    }

    @Override
    public Optional<ApiKey> revoke(Scope scope, UUID id, Instant now) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id) && isWithin(scope, entry.getValue()))
                .findFirst()
                .map(entry -> {
                    var key = entry.getValue();
                    entry.setValue(with(key, key.lastUsedAt(), key.revokedAt().or(() -> Optional.of(now))));
                    return entry.getValue();
                });
    }

    private static boolean isWithin(Scope scope, ApiKey key) {
        return scope.company().isEmpty() || scope.equals(key.scope());
    }

    private static ApiKey with(ApiKey key, Optional<Instant> lastUsedAt, Optional<Instant> revokedAt) {
        return new ApiKey(key.id(), key.scope(), key.role(), key.name(), key.createdAt(), lastUsedAt, revokedAt);
    }
}
