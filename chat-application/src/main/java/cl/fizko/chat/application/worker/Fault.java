package cl.fizko.chat.application.worker;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells a log what went wrong without the messages of the exceptions: a database quotes the row that it refuses, a parser the
 * text that it stumbles over, and these are customers' words and numbers.
 */
public final class Fault {

    private static final String OURS = "cl.fizko.chat.";
    private static final int LONGEST_CHAIN = 8;

    private Fault() {}

    /** The classes from the exception to its root cause, and the deepest place in our own code. */
    public static String summary(Throwable fault) {
        var summary = new StringBuilder(fault.getClass().getName());
        var last = fault;
        for (var depth = 0; last.getCause() != null && depth < LONGEST_CHAIN; depth++) {
            last = last.getCause();
            summary.append(" < ").append(last.getClass().getName());
        }
        place(last)
                .or(() -> place(fault))
                .ifPresent(frame -> summary.append(" at ").append(frame));
        return summary.toString();
    }

    private static Optional<StackTraceElement> place(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst();
    }

    /** The whole chain with its stack traces, and the classes' names in place of the messages. */
    public static Throwable withoutMessages(Throwable fault) {
        return copy(fault, 0);
    }

    private static Throwable copy(Throwable fault, int depth) {
        var cause = fault.getCause();
        var copy = new Exception(
                fault.getClass().getName(), cause == null || depth == LONGEST_CHAIN ? null : copy(cause, depth + 1));
        copy.setStackTrace(fault.getStackTrace());
        return copy;
    }
}
