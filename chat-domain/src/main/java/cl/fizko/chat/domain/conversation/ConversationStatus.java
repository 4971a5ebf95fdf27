package cl.fizko.chat.domain.conversation;

import java.util.Locale;

/** Whether a conversation is going on. A closed one becomes active by itself as soon as somebody writes in it. */
public enum ConversationStatus {
    ACTIVE,
    CLOSED;

    /** The name in the database and the API, e.g. {@code active}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ConversationStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
