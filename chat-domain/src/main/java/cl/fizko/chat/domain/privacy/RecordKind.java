package cl.fizko.chat.domain.privacy;

import java.util.Locale;

/** What is stored about people, by table. */
public enum RecordKind {
    CONTACTS,
    CONVERSATIONS,
    MESSAGES,
    DECISIONS,
    MEDIA_FILES,
    PARKED_STATUSES,
    REQUEST_KEYS,
    /** Raw deliveries of providers. */
    WEBHOOK_EVENTS;

    /** The name in receipts and in what commands print. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
