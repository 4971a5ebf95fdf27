package cl.fizko.chat.domain.port;

/** The store cannot be reached or cannot write, so that any other work would fail as well. */
public final class StoreUnreachableException extends StoreBusyException {

    public StoreUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
