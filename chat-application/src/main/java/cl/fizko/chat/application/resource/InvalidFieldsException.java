package cl.fizko.chat.application.resource;

import cl.fizko.chat.domain.message.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;

/** What a caller gave cannot be used. Nothing was changed. */
public final class InvalidFieldsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    /**
     * A refusal.
     *
     * @param problems by the fields' names in the API; at least one; never hold a value that was given
     */
    public InvalidFieldsException(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidFieldsException(String field, String problem) {
        this(List.of(new FieldProblem(field, problem)));
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
