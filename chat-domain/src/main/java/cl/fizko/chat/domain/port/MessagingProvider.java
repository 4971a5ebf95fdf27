package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import java.util.Optional;

/**
 * Outbound port: hands one message to a WhatsApp provider.
 *
 * <p>Thread-safe. A call blocks until the provider has answered or the provider's own timeout has passed (10 s unless it
 * documents another); constructing one does no I/O.
 */
public interface MessagingProvider {

    /**
     * One attempt. It never retries by itself: that belongs to the outbox, which knows the deadline and the order.
     *
     * @param departure to be told right before the request leaves
     * @return never null, and never an exception for anything that a network or a provider can do
     */
    SendOutcome send(OutboundMessage message, Departure departure);

    /**
     * Shows the customer that a message was read. A courtesy: nobody waits for it and nothing is tried again.
     *
     * @return what went wrong; empty when it is done. Never an exception for anything that a network or a provider can do
     */
    default Optional<Failure> markRead(ReadReceipt receipt) {
        return Optional.of(new Failure(
                FailureReason.BAD_REQUEST, "unsupported", "this provider does not tell customers what was read"));
    }
}
