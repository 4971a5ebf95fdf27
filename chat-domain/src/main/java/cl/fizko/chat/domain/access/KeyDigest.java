package cl.fizko.chat.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is stored of an API key: the SHA-256 of its text, from which nobody gets the text back. A slow hash with a salt is for
 * what people choose: a key of ours has 256 random bits, which no dictionary holds and no machine runs through, and every
 * request is to be checked.
 *
 * @param hex 64 digits in lower case
 */
public record KeyDigest(String hex) {

    private static final int BYTES = 32;

    public KeyDigest {
        if (HexFormat.of().parseHex(hex).length != BYTES) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    /** The digest of a key's text, in UTF-8. */
    public static KeyDigest of(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new KeyDigest(HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Compared in a time that tells nothing of either. */
    public boolean matches(KeyDigest other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "KeyDigest[***]";
    }
}
