package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.util.Map;

/**
 * Inbound port of a provider: tells whether a delivery is genuine and what it says. Thread-safe, no I/O.
 *
 * <p>Both methods take whatever the internet sends and never throw on it.
 */
public interface WebhookCodec {

    /**
     * Whether the delivery was signed with this secret, over its raw bytes, compared in constant time. A missing or malformed
     * signature is false.
     */
    boolean isAuthentic(WebhookDelivery delivery, Secret secret);

    /** What the delivery says; what is not understood is {@code Undecodable} with its reason, each element by itself. */
    DecodedDelivery decode(WebhookDelivery delivery);

    /**
     * As {@link #decode}, of a delivery that was kept without its headers.
     *
     * @param eventName as {@link #decode} told it, likewise the key
     */
    default DecodedDelivery decodeKept(String eventName, IdempotencyKey key, byte[] body) {
        return decode(new WebhookDelivery(Map.of(), body));
    }

    /** The delivery that this provider would make if a customer wrote that text now: for {@code simulate} and for tests. */
    WebhookDelivery compose(SimulatedMessage message, Secret secret);
}
