package cl.fizko.chat.domain.access;

import cl.fizko.chat.domain.config.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key as its holder has it: {@code fizko_} and 256 random bits in base64url, 43 characters. The prefix lets scanners
 * for leaked secrets know one when they see it: {@code fizko_[A-Za-z0-9_-]{43}}. It prints masked.
 */
public record PlainKey(Secret text) {

    public static final String PREFIX = "fizko_";

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public PlainKey {
        if (!SHAPE.matcher(text.reveal()).matches()) {
            throw new IllegalArgumentException("not an API key");
        }
    }

    /** A new key; never the same twice. Thread-safe. */
    public static PlainKey random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new PlainKey(
                new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    /** A text that somebody gave, if it has the shape of a key. */
    public static Optional<PlainKey> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new PlainKey(new Secret(text))) : Optional.empty();
    }

    public KeyDigest digest() {
        return KeyDigest.of(text.reveal());
    }
}
