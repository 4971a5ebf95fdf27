package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import java.time.Instant;

/** A text that a customer is made to write; see {@link WebhookCodec#compose}. */
public record SimulatedMessage(
        IdempotencyKey key, LineId line, ExternalId id, PhoneNumber from, String name, String text, Instant sentAt) {

    @Override
    public String toString() {
        return "SimulatedMessage[" + id + "]";
    }
}
