package cl.fizko.chat.domain.config;

/**
 * The provider's own id of a business number, e.g. Meta's {@code phone_number_id}: opaque text of 1 to 128 characters.
 * Deliveries are routed to a company by it and by nothing else.
 */
public record LineId(String value) {

    public LineId {
        if (value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("phone_number_id has 1 to 128 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
