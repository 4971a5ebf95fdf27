package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 of a delivery's raw bytes, in hexadecimal: Kapso's {@code X-Webhook-Signature} and Meta's
 * {@code X-Hub-Signature-256: sha256=…}. Thread-safe; keeps one keyed Mac per secret, because keying costs more than hashing.
 */
final class KapsoSignature {

    static final String KAPSO_HEADER = "x-webhook-signature";
    static final String META_HEADER = "x-hub-signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int HEX_DIGITS = 64;

    /** More secrets than any installation has in use; beyond it the cache starts over. */
    private static final int MAX_CACHED = 4_096;

    private final ConcurrentMap<Secret, Mac> keyed = new ConcurrentHashMap<>();

    /** Whether one of the two headers holds the signature of the body; both are compared in constant time. */
    boolean isAuthentic(WebhookDelivery delivery, Secret secret) {
        var kapso = delivery.header(KAPSO_HEADER);
        var meta = delivery.header(META_HEADER);
        if (kapso.isEmpty() && meta.isEmpty()) {
            return false;
        }
        var expected = mac(delivery.body(), secret);
        return kapso.map(header -> matches(header, expected)).orElse(false)
                || meta.map(header -> matches(header, expected)).orElse(false);
    }

    /** The value of {@code X-Webhook-Signature}: 64 lower-case digits. */
    String sign(byte[] body, Secret secret) {
        return HexFormat.of().formatHex(mac(body, secret));
    }

    private static boolean matches(String header, byte[] expected) {
        var hex = header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : header;
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        return MessageDigest.isEqual(HexFormat.of().parseHex(hex), expected);
    }

    private byte[] mac(byte[] body, Secret secret) {
        if (keyed.size() > MAX_CACHED) {
            keyed.clear();
        }
        try {
            // The cached Mac is only ever cloned, never fed: that is what makes sharing it safe.
            return ((Mac) keyed.computeIfAbsent(secret, KapsoSignature::key).clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            return key(secret).doFinal(body);
        }
    }

    private static Mac key(Secret secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
