package cl.fizko.chat.domain.access;

import java.util.Locale;

/** What the holder of a key may do with a company's data. Each role may do all that the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also answers customers: sends, takes over, releases, marks as read, edits conversations. */
    AGENT,
    /** Also changes the set-up: numbers, templates, stored deliveries. */
    ADMIN;

    /** Whether this role may do what the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The name in the database and the API, e.g. {@code viewer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
