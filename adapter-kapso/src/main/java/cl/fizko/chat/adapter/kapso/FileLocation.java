package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import java.util.Optional;

/**
 * Where a file is, and what was announced about it.
 *
 * @param address a secret, and chosen by others
 * @param key the key that may go along if this is an address of the configured API; empty when none is needed
 * @param sha256 64 lower-case hex digits
 */
record FileLocation(String address, Optional<Secret> key, Optional<String> sha256, Optional<String> mimeType) {

    @Override
    public String toString() {
        return "FileLocation[" + mimeType.orElse("?") + "]";
    }
}
