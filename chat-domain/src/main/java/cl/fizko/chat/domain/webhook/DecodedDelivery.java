package cl.fizko.chat.domain.webhook;

import java.util.List;

/**
 * What a delivery says.
 *
 * @param key the provider's key of the delivery, or one derived from its bytes when it carries none
 * @param eventName as the provider calls it, e.g. {@code whatsapp.message.received}; {@code unknown} when it does not say
 * @param events in the order of the delivery, at least one
 */
public record DecodedDelivery(IdempotencyKey key, String eventName, List<InboundEvent> events) {

    public DecodedDelivery {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a delivery says something, if only that it is ignored");
        }
    }
}
