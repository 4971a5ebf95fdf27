package cl.fizko.chat.adapter.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of what must not be kept itself: HMAC-SHA-256. A plain hash would not do, for all numbers of a country can be tried
 * in minutes. Thread-safe.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seal(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    byte[] phone(long company, String e164) {
        return hmac(company + "/phone/" + e164);
    }

    byte[] userId(long company, String userId) {
        return hmac(company + "/user_id/" + userId);
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
