package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sandbox's own deliveries: one JSON object in UTF-8, either a customer's message
 *
 * <pre>{@code
 * {"event": "message.received", "id": "sandbox.in.1", "phone_number_id": "sandbox-1", "from": "+56955500101",
 *  "name": "Rosa", "text": "¿Cuándo vence mi F29?", "sent_at": "2026-11-22T12:00:00Z"}
 * }</pre>
 *
 * or the fate of one of ours
 *
 * <pre>{@code
 * {"event": "status", "id": "sandbox.<uuid>", "phone_number_id": "sandbox-1", "status": "delivered",
 *  "at": "2026-11-22T12:00:03Z", "correlation": "<our message id>"}
 * }</pre>
 *
 * where {@code status} is sent, delivered, read or failed, the last with {@code reason}, e.g. {@code recipient}. {@code name},
 * {@code correlation} and {@code reason} may be left out; fields that are not listed are ignored. The header
 * {@code X-Webhook-Signature} is the HMAC-SHA256 of the raw body in hexadecimal, and {@code X-Idempotency-Key} is the same for
 * every repetition of a delivery. Thread-safe.
 */
final class SandboxWebhookCodec implements WebhookCodec {

    static final String MESSAGE = "message.received";
    static final String STATUS = "status";

    private static final String SIGNATURE_HEADER = "x-webhook-signature";
    private static final String KEY_HEADER = "x-idempotency-key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,256}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean isAuthentic(WebhookDelivery delivery, Secret secret) {
        return delivery.header(SIGNATURE_HEADER)
                .filter(SIGNATURE.asMatchPredicate())
                .map(HexFormat.of()::parseHex)
                .filter(signature -> MessageDigest.isEqual(signature, hmac(delivery.body(), secret)))
                .isPresent();
    }

    @Override
    public DecodedDelivery decode(WebhookDelivery delivery) {
        var key = delivery.header(KEY_HEADER)
                .filter(KEY.asMatchPredicate())
                .orElseGet(() -> "sha256:" + HexFormat.of().formatHex(sha256(delivery.body())));
        var name = Optional.<String>empty();
        InboundEvent event;
        try {
            var payload = SandboxPayload.of(delivery.body());
            name = payload.eventName();
            event = payload.event();
        } catch (NotUnderstood e) {
            event = new InboundEvent.Undecodable(e.reason());
        }
        return new DecodedDelivery(new IdempotencyKey(key), name.orElse("unknown"), List.of(event));
    }

    @Override
    public WebhookDelivery compose(SimulatedMessage message, Secret secret) {
        var json = JSON.createObjectNode()
                .put("event", MESSAGE)
                .put("id", message.id().value())
                .put("phone_number_id", message.line().value())
                .put("from", message.from().e164())
                .put("name", message.name())
                .put("text", message.text())
                .put("sent_at", message.sentAt().toString());
        try {
            var body = JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            return new WebhookDelivery(
                    Map.of(
                            "content-type",
                            "application/json",
                            KEY_HEADER,
                            message.key().value(),
                            SIGNATURE_HEADER,
                            HexFormat.of().formatHex(hmac(body, secret))),
                    body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of texts is always JSON", e);
        }
    }

    private static byte[] hmac(byte[] body, Secret secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
