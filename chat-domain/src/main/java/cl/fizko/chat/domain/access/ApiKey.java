package cl.fizko.chat.domain.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that lets its holder call the API, without the key's text.
 *
 * @param scope whose data; every company's is for administrators alone
 * @param name who or what uses it, for people; 1 to {@value #LONGEST_NAME} characters
 * @param lastUsedAt to within a minute; empty if it was never used
 * @param revokedAt since when it opens nothing any more
 */
public record ApiKey(
        UUID id,
        Scope scope,
        Role role,
        Optional<String> name,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    public static final int LONGEST_NAME = 100;

    public ApiKey {
        if (scope.company().isEmpty() && role != Role.ADMIN) {
            throw new IllegalArgumentException("a key for every company is an administrator's");
        }
        if (name.isPresent() && (name.get().isBlank() || name.get().length() > LONGEST_NAME)) {
            throw new IllegalArgumentException("a key's name has 1 to " + LONGEST_NAME + " characters");
        }
    }

    /** Its holder, as one who makes a request. */
    public Caller caller() {
        return new Caller(Optional.of(id), scope, role);
    }
}
