package cl.fizko.chat.domain.agent;

import cl.fizko.chat.domain.language.ReadText;

/**
 * A customer's message as agents see it.
 *
 * @param read the customer's own words, with what agents that came before have read out of them
 * @param context what is known besides
 */
public record Inquiry(ReadText read, AgentContext context) {

    /** An inquiry that nobody has read yet. */
    public Inquiry(String text, AgentContext context) {
        this(ReadText.of(text), context);
    }

    /** The customer's own words, as written. Personal data: never log it. */
    public String text() {
        return read.written();
    }

    @Override
    public String toString() {
        return "Inquiry[" + text().length() + " characters, now=" + context.now() + "]";
    }
}
