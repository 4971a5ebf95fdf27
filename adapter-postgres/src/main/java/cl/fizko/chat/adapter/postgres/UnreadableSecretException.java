package cl.fizko.chat.adapter.postgres;

/** A stored secret cannot be opened. The message says where it is and why, and holds nothing of it. */
final class UnreadableSecretException extends IllegalStateException {

    UnreadableSecretException(String message) {
        super(message);
    }
}
