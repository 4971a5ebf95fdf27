package cl.fizko.chat.domain.message;

/** The provider's id of a message, e.g. a {@code wamid}: opaque text of 1 to 512 characters, unique within a line. */
public record ExternalId(String value) {

    public ExternalId {
        if (value.isBlank() || value.length() > 512) {
            throw new IllegalArgumentException("a provider's message id has 1 to 512 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
