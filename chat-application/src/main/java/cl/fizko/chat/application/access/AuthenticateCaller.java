package cl.fizko.chat.application.access;

import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.KeyDigest;
import cl.fizko.chat.domain.access.PlainKey;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.ApiKeyRepository;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Use case: tells who makes a request, by the key that comes with it. Thread-safe. */
public final class AuthenticateCaller {

    private static final Caller PLATFORM_ADMINISTRATOR = new Caller(Optional.empty(), Scope.everyCompany(), Role.ADMIN);

    private final ApiKeyRepository keys;
    private final Optional<KeyDigest> administrator;
    private final Clock clock;

    /**
     * The check against the stored keys and one more.
     *
     * @param administrator the key of the environment, of any shape; it opens also while the database is away
     */
    @Inject
    public AuthenticateCaller(ApiKeyRepository keys, Optional<Secret> administrator, Clock clock) {
        this.keys = keys;
        this.administrator = administrator.map(secret -> KeyDigest.of(secret.reveal()));
        this.clock = clock;
    }

    /**
     * The holder of a key, and the key's use recorded.
     *
     * @param bearer what was given as a key
     * @return empty if it opens nothing: unknown, revoked or no key at all, which nobody is told apart
     * @throws cl.fizko.chat.domain.port.StoreBusyException if the database cannot tell now
     */
    public Optional<Caller> authenticate(String bearer) {
        // Digests are of one length, so that the comparison tells nothing, not even how long the right key is.
        if (administrator.isPresent() && administrator.get().matches(KeyDigest.of(bearer))) {
            return Optional.of(PLATFORM_ADMINISTRATOR);
        }
        return PlainKey.parse(bearer)
                .flatMap(key -> keys.use(key.digest(), clock.instant()))
                .map(ApiKey::caller);
    }
}
