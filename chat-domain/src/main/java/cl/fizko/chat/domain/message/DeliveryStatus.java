package cl.fizko.chat.domain.message;

import java.util.Locale;

/**
 * How far an outgoing message has come. Reports arrive late, twice and out of order, so a status only ever moves up:
 * {@code queued < sending < unknown < sent < delivered < read}. {@code failed} is reached from anything below
 * {@code delivered}, for what was delivered cannot have failed; nothing leaves {@code failed}.
 */
public enum DeliveryStatus {
    /** Waits to be sent. */
    QUEUED,
    /** A node has claimed it and may be calling the provider right now. */
    SENDING,
    /** The call's answer was lost: it may or may not have been sent, so it is never sent again by itself. */
    UNKNOWN,
    /** The provider accepted it. */
    SENT,
    /** It reached the handset. */
    DELIVERED,
    /** The customer has seen it. */
    READ,
    /** It will not arrive. */
    FAILED;

    /** The status after a report of another one; the same as before when the report is old news. */
    public DeliveryStatus after(DeliveryStatus reported) {
        if (this == FAILED) {
            return this;
        }
        if (reported == FAILED) {
            return compareTo(DELIVERED) < 0 ? FAILED : this;
        }
        return reported.compareTo(this) > 0 ? reported : this;
    }

    /** The name in the database and the API, e.g. {@code delivered}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
