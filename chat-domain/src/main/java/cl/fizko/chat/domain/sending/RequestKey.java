package cl.fizko.chat.domain.sending;

import java.util.regex.Pattern;

/**
 * What a client names a request by, so that it can repeat it when an answer was lost (the header {@code Idempotency-Key}). It means
 * something within one company only.
 *
 * @param key 1 to 255 visible ASCII characters
 * @param operation what was asked for, e.g. {@code send-message}
 * @param digest SHA-256 of what was asked for, 64 hexadecimal digits: under one key there is one request
 */
public record RequestKey(String key, String operation, String digest) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public RequestKey {
        if (!isKey(key) || !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "a request's key is 1 to 255 visible ASCII characters, its digest SHA-256");
        }
    }

    /** Whether a request may be named so. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }
}
