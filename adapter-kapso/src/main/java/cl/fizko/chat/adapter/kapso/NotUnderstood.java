package cl.fizko.chat.adapter.kapso;

/** Thrown while reading a delivery and caught at the border of each of its elements; never leaves the codec. */
final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason names the field and what is wrong with it, without its value: that may be personal data */
    NotUnderstood(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
