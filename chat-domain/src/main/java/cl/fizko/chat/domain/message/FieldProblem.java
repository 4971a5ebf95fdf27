package cl.fizko.chat.domain.message;

/**
 * What is wrong with one field of something that a caller gave.
 *
 * @param field its path, e.g. {@code buttons[1].title}
 * @param problem what would be right, for a person; never holds the value
 */
public record FieldProblem(String field, String problem) {

    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
