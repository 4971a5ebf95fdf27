package cl.fizko.chat.application.resource;

import cl.fizko.chat.domain.message.FieldProblem;
import java.util.List;

/** What a caller gave cannot be used. Nothing was changed. */
public final class InvalidFieldsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    /**
     * A refusal.
     *
     * @param problems by the fields' names in the API; at least one; never hold a value that was given
     */
    public InvalidFieldsException(List<FieldProblem> problems) {
        super("invalid fields: " + problems.stream().map(FieldProblem::toString).toList());
        this.problems = List.copyOf(problems);
    }

    public InvalidFieldsException(String field, String problem) {
        this(List.of(new FieldProblem(field, problem)));
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
