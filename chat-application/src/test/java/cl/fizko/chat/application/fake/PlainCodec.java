package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.util.List;
import java.util.Map;

/** A wire without a wire: the delivery says in a header who signed it, and what it says is set by the test. */
public final class PlainCodec implements WebhookCodec {

    private List<InboundEvent> says = List.of(new InboundEvent.Ignored("nothing was set"));

    public PlainCodec thatSays(InboundEvent... events) {
        says = List.of(events);
        return this;
    }

    public static WebhookDelivery signedWith(String secret) {
        return new WebhookDelivery(Map.of("signed-with", secret), new byte[] {1, 2, 3});
    }

    @Override
    public boolean isAuthentic(WebhookDelivery delivery, Secret secret) {
        return delivery.header("signed-with")
                .map(Secret::new)
                .filter(secret::equals)
                .isPresent();
    }

    @Override
    public DecodedDelivery decode(WebhookDelivery delivery) {
        return new DecodedDelivery(new IdempotencyKey("key"), "test.event", says);
    }

    @Override
    public WebhookDelivery compose(SimulatedMessage message, Secret secret) {
        return signedWith(secret.reveal());
    }
}
