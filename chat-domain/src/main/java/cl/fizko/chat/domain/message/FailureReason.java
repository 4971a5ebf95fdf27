package cl.fizko.chat.domain.message;

import java.util.Locale;

/** Why a message did not arrive, the same whether the provider said so at once or in a later status. */
public enum FailureReason {
    /** Free-form text outside the 24 hours since the customer's last message: only a template may be sent. */
    WINDOW_CLOSED,
    /** This person cannot be reached, or does not want to be. */
    RECIPIENT,
    /** The template or its parameters are not acceptable. */
    TEMPLATE,
    /** The line's credentials, permissions or account: nothing leaves on this line until a person acts. */
    CONFIG,
    /** The request itself is wrong: a bug or bad data. */
    BAD_REQUEST,
    /** The provider stayed unreachable or overloaded through every attempt. */
    RETRIES_EXHAUSTED,
    /** The call's answer was lost and nothing has shown since whether the message was sent. */
    UNKNOWN_OUTCOME,
    /** A person took the conversation over before the agent's reply had left. */
    TAKEN_OVER,
    /** The provider gave no reason that we know. */
    OTHER;

    /** The name in the database and the API, e.g. {@code window_closed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FailureReason of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
