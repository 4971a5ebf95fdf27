package cl.fizko.chat.domain.message;

/**
 * A failure as it is stored and shown. It prints without its detail, for providers quote the message that they refuse.
 *
 * @param code the provider's own code, e.g. {@code meta:131047} or {@code http:401}
 * @param detail one line for a person, which may hold the provider's own words: for whoever may read the message, never for a log
 */
public record Failure(FailureReason reason, String code, String detail) {

    @Override
    public String toString() {
        return "Failure[" + reason.wireName() + ", " + code + "]";
    }
}
