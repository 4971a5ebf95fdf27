package cl.fizko.chat.bootstrap.endtoend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deliveries as Kapso makes them, written from its documentation and signed here, so that the app's own codec is not its own
 * judge.
 */
public final class KapsoWebhooks {

    public static final String SECRET = "clave-de-prueba-kapso";

    /** What signs bodies that Kapso passes on as Meta made them. */
    static final String META_SECRET = "secreto-de-app-meta";

    public static final String LINE = "109900000000001";

    private KapsoWebhooks() {}

    /** One request: what goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Delivery(Map<String, String> headers, byte[] body) {
        public Delivery with(String header, String value) {
            var changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Delivery(changed, body);
        }

        Delivery without(String header) {
            var changed = new LinkedHashMap<>(headers);
            changed.remove(header);
            return new Delivery(changed, body);
        }
    }

    /** A customer's text, in payload version 2. */
    public static Delivery received(String from, String wamid, String text) {
        return signed("whatsapp.message.received", element(from, wamid, text));
    }

    /** The same in payload version 1. */
    public static Delivery receivedV1(String from, String wamid, String text) {
        var body = """
                {"message":{"id":"%s","whatsapp_message_id":"%s","message_type":"text","content":"%s","direction":"inbound",
                "status":"received","origin":"cloud_api","has_media":false,"message_type_data":{},
                "created_at":"%s"},"conversation":{"id":"conv-%s","phone_number":"%s","status":"active"},
                "is_new_conversation":true,"whatsapp_config":{"id":"7b1f","phone_number_id":"%s"}}""".formatted(UUID.randomUUID(), wamid, text, Instant.now(), from, from, LINE);
        return signed("whatsapp.message.received", body).with("X-Webhook-Payload-Version", "v1");
    }

    /** Several texts of one customer in one delivery; ids are the base with 1, 2… appended. */
    static Delivery batch(String from, String wamidBase, String... texts) {
        var ids = IntStream.rangeClosed(1, texts.length)
                .mapToObj(i -> wamidBase + i)
                .toList();
        return batchOf(from, ids, List.of(texts));
    }

    /** Several texts of one customer in one delivery, each with its id. */
    public static Delivery batchOf(String from, List<String> wamids, List<String> texts) {
        var elements = IntStream.range(0, texts.size())
                .mapToObj(i -> element(from, wamids.get(i), texts.get(i)))
                .collect(Collectors.joining(","));
        var body = "{\"type\":\"whatsapp.message.received\",\"batch\":true,\"data\":[%s],\"batch_info\":{\"size\":%d}}"
                .formatted(elements, texts.size());
        return signed("whatsapp.message.received", body).with("X-Webhook-Batch", "true");
    }

    /** One of our messages moved: sent, delivered, read. */
    public static Delivery status(String to, String wamid, String status) {
        var now = Instant.now().getEpochSecond();
        var body = """
                {"message":{"id":"%s","timestamp":"%d","type":"text","text":{"body":"x"},"kapso":{"direction":"outbound",
                "status":"%s","origin":"cloud_api","statuses":[{"id":"%s","status":"%s","timestamp":"%d","recipient_id":"%s"}]}},
                "conversation":{"id":"conv-%s","phone_number":"+%s","phone_number_id":"%s"},"phone_number_id":"%s"}""".formatted(wamid, now, status, wamid, status, now, to, to, to, LINE, LINE);
        return signed("whatsapp.message." + status, body);
    }

    /** One of our messages was sent, and Kapso echoes the id that we gave it. */
    public static Delivery sentWithCorrelation(String to, String wamid, String correlation) {
        var now = Instant.now().getEpochSecond();
        var body = """
                {"message":{"id":"%s","timestamp":"%d","type":"text","kapso":{"direction":"outbound","status":"sent",
                "statuses":[{"id":"%s","status":"sent","timestamp":"%d","recipient_id":"%s","biz_opaque_callback_data":"%s"}]}},
                "phone_number_id":"%s"}""".formatted(wamid, now, wamid, now, to, correlation, LINE);
        return signed("whatsapp.message.sent", body);
    }

    /** Any body under any event name, with a good signature and a key of its own. */
    static Delivery signed(String event, String body) {
        return signed(event, body.getBytes(StandardCharsets.UTF_8));
    }

    static Delivery signed(String event, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Webhook-Event", event);
        headers.put("X-Webhook-Signature", hmac(body));
        headers.put("X-Idempotency-Key", UUID.randomUUID().toString());
        headers.put("X-Webhook-Payload-Version", "v2");
        return new Delivery(headers, body);
    }

    private static String element(String from, String wamid, String text) {
        return """
                {"message":{"id":"%s","timestamp":"%d","type":"text","from":"%s","text":{"body":"%s"},
                "kapso":{"direction":"inbound","status":"received","processing_status":"pending","origin":"cloud_api",
                "has_media":false,"content":"not the words"}},
                "conversation":{"id":"conv-%s","phone_number":"+%s","status":"active","phone_number_id":"%s",
                "kapso":{"contact_name":"Rosa Prueba"}},"is_new_conversation":true,"phone_number_id":"%s"}""".formatted(wamid, Instant.now().getEpochSecond(), from, text, from, from, LINE, LINE);
    }

    private static String hmac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
