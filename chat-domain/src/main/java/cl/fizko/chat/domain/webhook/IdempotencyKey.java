package cl.fizko.chat.domain.webhook;

/** The provider's key of one delivery, the same over its retries: opaque text of 1 to 256 characters. */
public record IdempotencyKey(String value) {

    public IdempotencyKey {
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("an idempotency key has 1 to 256 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
