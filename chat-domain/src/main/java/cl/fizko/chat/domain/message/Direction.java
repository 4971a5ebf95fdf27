package cl.fizko.chat.domain.message;

import java.util.Locale;

/** Who wrote a message: the customer (incoming) or the company (outgoing). */
public enum Direction {
    INCOMING,
    OUTGOING;

    /** The name in the database and the API, e.g. {@code incoming}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Direction of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
