package cl.fizko.chat.domain.conversation;

import java.time.Instant;
import java.util.Optional;

/**
 * A customer's wish to get no messages of the company's own accord. WhatsApp obliges a business to respect it, whatever the kind of
 * message (WhatsApp Business Messaging Policy, "Opt-out"); who writes again afterwards wants an answer to that, which is no
 * message of the company's own accord as long as the customer service window is open.
 *
 * @param since when the wish was understood: after the message that says so was written, so that one does not count as writing again
 */
public record OptOut(Instant since) {

    /**
     * Whether the company must not write now: neither a template nor free-form text. An agent's reply to what the customer has just
     * said, such as that the wish is respected, is not of the company's own accord and not asked about here.
     *
     * @param window empty when the customer never wrote
     */
    public boolean forbids(Optional<CustomerServiceWindow> window, Instant now) {
        return window.filter(open -> open.lastInboundAt().isAfter(since) && open.isOpen(now))
                .isEmpty();
    }
}
