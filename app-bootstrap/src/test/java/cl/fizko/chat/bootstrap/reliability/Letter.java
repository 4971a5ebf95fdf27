package cl.fizko.chat.bootstrap.reliability;

/**
 * A message of a customer and what became of its deliveries. Times are of {@link System#nanoTime}, 0 for never.
 */
final class Letter {

    private final String from;
    private final String wamid;
    private final String text;
    private volatile long firstSentAt;
    private volatile long acceptedAt;

    Letter(String from, String wamid, String text) {
        this.from = from;
        this.wamid = wamid;
        this.text = text;
    }

    String from() {
        return from;
    }

    String wamid() {
        return wamid;
    }

    String text() {
        return text;
    }

    /** To be told before each delivery. */
    void leaves() {
        if (firstSentAt == 0) {
            firstSentAt = System.nanoTime();
        }
    }

    /** To be told of each 200. */
    void accepted() {
        if (acceptedAt == 0) {
            acceptedAt = System.nanoTime();
        }
    }

    boolean isAccepted() {
        return acceptedAt != 0;
    }

    /** Whether its 200 had come before anybody could know of the other: then its place is before it. */
    boolean precedes(Letter other) {
        return from.equals(other.from) && isAccepted() && acceptedAt < other.firstSentAt;
    }
}
