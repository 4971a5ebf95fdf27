package cl.fizko.chat.domain.conversation;

import java.util.Locale;

/** Who answers a conversation. While a human does, agents are silent. */
public enum ConversationOwner {
    BOT,
    HUMAN;

    /** The name in the database and the API, e.g. {@code bot}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ConversationOwner of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
