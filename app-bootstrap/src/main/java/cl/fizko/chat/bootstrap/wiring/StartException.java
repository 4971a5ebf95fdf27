package cl.fizko.chat.bootstrap.wiring;

/** The app cannot start for a reason that the operator can mend; the message says what and names the variable. */
public final class StartException extends RuntimeException {

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
