package cl.fizko.chat.domain.webhook;

import java.util.Locale;

/** What became of a stored delivery. */
public enum WebhookEventStatus {
    /** Its effect was stored in the same commit. */
    APPLIED,
    /** Understood; nothing follows from it. */
    IGNORED,
    /** Another delivery had said the same before. */
    DUPLICATE,
    /** Not understood, or not ours to apply: kept with its raw bytes and the reason. */
    QUARANTINED;

    /** The name in the database and the API, e.g. {@code applied}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static WebhookEventStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
