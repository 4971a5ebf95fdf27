package cl.fizko.chat.adapter.http;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Deliveries of a made-up provider: the header {@code X-Signature} repeats the secret, {@code X-Key} is the idempotency key,
 * and a body that starts with {@code garbage} is not understood.
 */
final class FakeProvider implements WebhookCodec {

    static final Secret SECRET = new Secret("let-me-in");

    private static final MessagingProvider NO_SENDING = (message, departure) -> {
        throw new AssertionError("a webhook never sends");
    };

    /** Known as {@code kapso} and as {@code other-one}. */
    static Providers providers() {
        var provider = new ProviderPlugin.Provider(NO_SENDING, new FakeProvider(), true);
        return new Providers(
                Map.of(new ProviderId("kapso"), provider, new ProviderId("other-one"), provider), NO_SENDING);
    }

    @Override
    public boolean isAuthentic(WebhookDelivery delivery, Secret secret) {
        return delivery.header("x-signature").filter(secret.reveal()::equals).isPresent();
    }

    @Override
    public DecodedDelivery decode(WebhookDelivery delivery) {
        var text = new String(delivery.body(), StandardCharsets.UTF_8);
        var event = text.startsWith("garbage")
                ? new InboundEvent.Undecodable("not understood")
                : new InboundEvent.Ignored("nothing follows");
        return new DecodedDelivery(new IdempotencyKey(delivery.header("x-key").orElse("none")), "test", List.of(event));
    }

    @Override
    public WebhookDelivery compose(SimulatedMessage message, Secret secret) {
        throw new UnsupportedOperationException("not simulated here");
    }
}
