package cl.fizko.chat.domain.agent;

import java.util.Locale;

/** What follows from an answer besides its words; done in the commit that stores the answer. */
public enum Act {
    /** A person takes the conversation from here; agents are silent until it is released. */
    HAND_OVER,
    /** The customer wants no messages of our own accord any more. */
    OPT_OUT,
    /** The customer takes an opt-out back. */
    OPT_IN;

    /** The name in the database and the API, e.g. {@code hand_over}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Act of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
