package cl.fizko.chat.domain.port;

/** The store has more work waiting than it takes on; nothing was stored. To be tried again a little later. */
public final class StoreBusyException extends RuntimeException {

    public StoreBusyException(String message) {
        super(message);
    }
}
