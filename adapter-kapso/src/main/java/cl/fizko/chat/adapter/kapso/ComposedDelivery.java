package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The delivery that Kapso makes when a customer writes a text: payload v2, signed, with all of its headers. */
final class ComposedDelivery {

    private ComposedDelivery() {}

    static WebhookDelivery of(SimulatedMessage message, Secret secret, KapsoSignature signature) {
        var body = body(message);
        return new WebhookDelivery(
                Map.of(
                        "Content-Type",
                        "application/json",
                        KapsoWebhookCodec.EVENT_HEADER,
                        KapsoEventReader.RECEIVED,
                        KapsoWebhookCodec.VERSION_HEADER,
                        "v2",
                        KapsoWebhookCodec.KEY_HEADER,
                        message.key().value(),
                        KapsoSignature.KAPSO_HEADER,
                        signature.sign(body, secret)),
                body);
    }

    private static byte[] body(SimulatedMessage message) {
        var line = message.line().value();
        var at = message.sentAt().toString();
        var root = Json.object();
        var sent = root.putObject("message")
                .put("id", message.id().value())
                .put("timestamp", Long.toString(message.sentAt().getEpochSecond()))
                .put("type", "text")
                .put("from", message.from().digits());
        sent.putObject("text").put("body", message.text());
        sent.putObject("kapso")
                .put("direction", "inbound")
                .put("status", "received")
                .put("processing_status", "pending")
                .put("origin", "cloud_api")
                .put("has_media", false)
                .put("content", message.text());
        var conversation = root.putObject("conversation")
                .put("id", conversationId(message))
                .put("phone_number", message.from().e164())
                .put("status", "active")
                .put("last_active_at", at)
                .put("phone_number_id", line);
        conversation.putObject("metadata");
        conversation.putObject("kapso").put("contact_name", message.name()).put("last_inbound_at", at);
        root.put("is_new_conversation", false).put("phone_number_id", line);
        return Json.bytes(root);
    }

    /** The same for every message of one person on one line. */
    private static String conversationId(SimulatedMessage message) {
        var thread = message.line().value() + '/' + message.from().digits();
        return UUID.nameUUIDFromBytes(thread.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
