package cl.fizko.chat.bootstrap.sandbox;

/** Thrown while reading a delivery, caught by the codec. Its reason names the field and never quotes the value. */
final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstood(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
