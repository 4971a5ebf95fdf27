package cl.fizko.chat.domain.message;

/**
 * The provider's id of a message, e.g. a {@code wamid}: opaque text of 1 to 512 characters, unique within a line. It prints as a short
 * digest, for a wamid spells the customer's phone number in Base64.
 */
public record ExternalId(String value) {

    public ExternalId {
        if (value.isBlank() || value.length() > 512) {
            throw new IllegalArgumentException("a provider's message id has 1 to 512 characters");
        }
    }

    /** Enough to tell two of them apart in a log: the first digits of the SHA-256. */
    @Override
    public String toString() {
        return "#" + Digest.of(value);
    }
}
