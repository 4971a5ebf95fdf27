package cl.fizko.chat.domain.message;

import java.util.Optional;

/**
 * A file at the provider, before it is fetched.
 *
 * @param providerId the provider's id of the file
 * @param url a short-lived address; a secret, and chosen by others, so only allow-listed hosts may be called
 * @param mimeType as announced, e.g. {@code audio/ogg; codecs=opus}
 * @param sha256 as announced by the provider
 * @param filename as announced; never used as a path
 */
public record MediaReference(
        Optional<String> providerId,
        Optional<String> url,
        Optional<String> mimeType,
        Optional<String> sha256,
        Optional<String> filename) {

    @Override
    public String toString() {
        return "MediaReference[" + mimeType.orElse("?") + "]";
    }
}
