package cl.fizko.chat.domain.contact;

/**
 * Meta's id of a person towards one business portfolio, for people who hide their number, e.g. {@code CL.5550112233445566}.
 * Opaque text of 1 to 300 characters (Meta, "Business-scoped user IDs"). Personal data: it prints masked.
 */
public record BusinessScopedUserId(String value) {

    public BusinessScopedUserId {
        if (value.isBlank() || value.length() > 300) {
            throw new IllegalArgumentException("a business-scoped user id has 1 to 300 characters");
        }
    }

    @Override
    public String toString() {
        return "***" + value.substring(Math.max(0, value.length() - 3));
    }
}
