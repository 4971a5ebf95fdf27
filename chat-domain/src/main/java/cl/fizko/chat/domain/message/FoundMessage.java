package cl.fizko.chat.domain.message;

/**
 * A message that says what was looked for.
 *
 * @param words its words, and where in them it says so
 */
public record FoundMessage(Message message, Highlight words) {

    @Override
    public String toString() {
        return "FoundMessage[" + message.id() + "]";
    }
}
