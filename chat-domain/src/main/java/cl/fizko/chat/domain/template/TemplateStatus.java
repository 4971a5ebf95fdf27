package cl.fizko.chat.domain.template;

import java.util.Locale;

/** What the provider thinks of a template (Meta, "Message template statuses"). Only an approved one may be sent. */
public enum TemplateStatus {
    APPROVED,
    PENDING,
    REJECTED,
    /** Paused for low quality, for hours; it comes back by itself. */
    PAUSED,
    IN_APPEAL,
    DISABLED,
    ARCHIVED,
    PENDING_DELETION,
    DELETED,
    LIMIT_EXCEEDED,
    LOCKED,
    /** A status that this version does not know. */
    OTHER;

    /** The name in the database and the API, e.g. {@code approved}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TemplateStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
