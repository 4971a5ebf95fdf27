package cl.fizko.chat.adapter.postgres;

/** The database's current key is none of ours, so that no secret can be stored. The message says which it is and where it belongs. */
final class MissingKeyException extends IllegalStateException {

    MissingKeyException(String message) {
        super(message);
    }
}
