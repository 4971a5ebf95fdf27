package cl.fizko.chat.domain.message;

/**
 * A failure as it is stored and shown.
 *
 * @param code the provider's own code, e.g. {@code meta:131047} or {@code http:401}
 * @param detail one line for a person; never holds personal data or secrets
 */
public record Failure(FailureReason reason, String code, String detail) {}
