package cl.fizko.chat.domain.agent;

/**
 * A customer's message as agents see it.
 *
 * @param text the customer's own words, as written. Personal data: never log it
 * @param context what is known besides
 */
public record Inquiry(String text, AgentContext context) {

    @Override
    public String toString() {
        return "Inquiry[" + text.length() + " characters, now=" + context.now() + "]";
    }
}
