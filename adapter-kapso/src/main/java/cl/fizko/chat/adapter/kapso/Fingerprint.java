package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an API key is known by here, so that no key lies about in a map. */
final class Fingerprint {

    private Fingerprint() {}

    /** Always the same for the same key. */
    static String of(Secret key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
