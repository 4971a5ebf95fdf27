package cl.fizko.chat.domain.port;

/** Something that must be unique is there already. */
public final class AlreadyExistsException extends RuntimeException {

    private final String field;

    /**
     * A refused duplicate.
     *
     * @param field the field that must be unique, e.g. {@code phone_number_id}
     * @param message for a person, without personal data
     */
    public AlreadyExistsException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
