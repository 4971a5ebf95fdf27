package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.config.Secret;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The administrator's key, as {@code Authorization: Bearer <key>}. Without a configured key nobody is admitted. Thread-safe.
 */
public final class BearerKey {

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> key;

    /**
     * The check against one key.
     *
     * @param key empty when none is configured: every request is refused then
     */
    @Inject
    public BearerKey(Optional<Secret> key) {
        this.key = key.map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Throws a 401 problem unless the request carries the key. */
    void require(HttpServletRequest request) {
        if (!admits(request.getHeader("Authorization"))) {
            throw new ProblemException(
                    Problem.of(401, "this needs the header Authorization: Bearer <api key>, with a valid key")
                            .withHeader("WWW-Authenticate", "Bearer"));
        }
    }

    private boolean admits(String authorization) {
        if (key.isEmpty()
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        // The container decodes headers as ISO 8859-1: this gives back the bytes that were sent.
        var given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(key.get(), given);
    }
}
