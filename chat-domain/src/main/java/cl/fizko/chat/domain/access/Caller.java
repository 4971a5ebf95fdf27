package cl.fizko.chat.domain.access;

import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a request, after the key was checked.
 *
 * @param key names the stored key; empty for the platform administrator of the environment
 * @param scope what the key was made for
 */
public record Caller(Optional<UUID> key, Scope scope, Role role) {

    /** Whether the caller runs the installation and not one company alone. */
    public boolean isPlatformAdministrator() {
        return scope.company().isEmpty() && role == Role.ADMIN;
    }
}
