package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deliveries that no fixture has, made of one that has by exchanging some of its text. */
final class Bodies {

    static final String RECEIVED = "whatsapp.message.received";

    private static final KapsoWebhookCodec CODEC = Fixtures.CODEC;

    private Bodies() {}

    /** A received message in payload v2 with this {@code message}, from a person with a number. */
    static String message(String type, String content) {
        return """
                {"message":{"id":"wamid.X","timestamp":"1777905845","type":"%s","from":"56955500101",%s
                 "kapso":{"direction":"inbound","origin":"cloud_api","content":"lo que Kapso describe"}},
                 "conversation":{"id":"c-1","phone_number":"+56955500101"},"phone_number_id":"109900000000001"}
                """.formatted(type, content.isEmpty() ? "" : content + ",");
    }

    /** A fixture with some of its text exchanged; fails if the text is not there. */
    static String changed(String fixture, String... fromTo) {
        var text = Fixtures.text(fixture);
        for (int i = 0; i < fromTo.length; i += 2) {
            if (!text.contains(fromTo[i])) {
                throw new IllegalArgumentException(fixture + " does not hold " + fromTo[i]);
            }
            text = text.replace(fromTo[i], fromTo[i + 1]);
        }
        return text;
    }

    static List<InboundEvent> v2(String event, String body) {
        return decoded(Map.of("X-Webhook-Event", event, "X-Webhook-Payload-Version", "v2"), body);
    }

    static List<InboundEvent> v1(String event, String body) {
        return decoded(Map.of("X-Webhook-Event", event, "X-Webhook-Payload-Version", "v1"), body);
    }

    static List<InboundEvent> bare(String body) {
        return decoded(Map.of(), body);
    }

    static List<InboundEvent> decoded(Map<String, String> headers, String body) {
        return CODEC.decode(delivery(headers, body)).events();
    }

    static WebhookDelivery delivery(Map<String, String> headers, String body) {
        return new WebhookDelivery(new HashMap<>(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    static InboundEvent received(String body) {
        return v2(RECEIVED, body).get(0);
    }
}
