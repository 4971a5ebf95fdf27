package cl.fizko.chat.adapter.http;

/** Ends a request with a {@link Problem}: the client is at fault, or we are busy. It is expected, so it is not logged. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
