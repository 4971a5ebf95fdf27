package cl.fizko.chat.domain.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key or token. It prints as {@code ***}, so it cannot leak through a log line or an error; {@link #reveal()} is for the
 * one place that needs the value.
 */
public final class Secret {

    private final String value;

    /**
     * Wraps a secret.
     *
     * @throws IllegalArgumentException if it is blank: an empty key would let anybody in
     */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    /** Compared in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
