package cl.fizko.chat.domain.message;

/** How soon a message of ours is to leave, beside those of other conversations. Within its conversation it keeps its place. */
public enum Urgency {
    /** Somebody waits for it: an agent's reply, or what a person writes in a conversation. */
    REPLY,
    /** The company's own accord, maybe one of thousands: it leaves when nobody is kept waiting by it. */
    BULK
}
