package cl.fizko.chat.domain.port;

/**
 * The store cannot take it now: too much waits already, it cannot be reached, or something it needs is locked. The caller was
 * promised nothing; to be tried again a little later. Only when the connection broke during the commit itself may it have been
 * stored all the same, which is why whatever is tried again has one effect however often it is stored.
 *
 * <p>Any other exception of a store says that trying again is no use.
 */
public sealed class StoreBusyException extends RuntimeException permits StoreUnreachableException {

    public StoreBusyException(String message) {
        super(message);
    }

    public StoreBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
