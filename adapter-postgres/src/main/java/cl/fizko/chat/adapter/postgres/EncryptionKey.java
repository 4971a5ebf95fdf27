package cl.fizko.chat.adapter.postgres;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmParameters.Variant;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key under which secrets are stored: 32 bytes, for AES-256-GCM. Thread-safe. It prints as its id. */
final class EncryptionKey {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int FINGERPRINT_BYTES = 16;

    private final byte[] fingerprint;
    private final int id;
    private final Aead named;
    private final Aead plain;

    private EncryptionKey(byte[] bytes) {
        try {
            this.fingerprint = fingerprint(bytes);
            this.id = ByteBuffer.wrap(fingerprint).getInt();
            this.named = cipher(bytes, Variant.TINK, id);
            this.plain = cipher(bytes, Variant.NO_PREFIX, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM or HMAC-SHA256", e);
        }
    }

    /**
     * Reads one key of {@code CHAT_ENCRYPTION_KEY}.
     *
     * @param base64 32 bytes in Base64, e.g. from {@code openssl rand -base64 32}
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY}, never quoting the value
     */
    static EncryptionKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw wrong("is not Base64");
        }
        if (bytes.length != BYTES) {
            throw wrong("holds " + bytes.length + " bytes");
        }
        return new EncryptionKey(bytes);
    }

    /** What its ciphertexts name it by. It tells nothing about the key. */
    int id() {
        return id;
    }

    /** Tells keys apart where four bytes might not. It tells nothing about the key. */
    byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** Encrypts to Tink's own format: 1, the id, nonce, ciphertext, tag. */
    Aead named() {
        return named;
    }

    /** Encrypts without naming the key, as releases before {@code V18__keys.sql} did: nonce, ciphertext, tag. */
    Aead plain() {
        return plain;
    }

    /** An id as people read it. */
    static String print(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    @AccessesPartialKey
    private static Aead cipher(byte[] bytes, Variant variant, @Nullable Integer id) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(bytes.length)
                .setIvSizeBytes(NONCE_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(variant)
                .build();
        return AesGcmJce.create(AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build());
    }

    private static byte[] fingerprint(byte[] bytes) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        var whole = mac.doFinal("fizko-chat encryption key".getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(whole, FINGERPRINT_BYTES);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "CHAT_ENCRYPTION_KEY " + what + " but must be 32 bytes in Base64: openssl rand -base64 32");
    }

    @Override
    public String toString() {
        return "key " + print(id);
    }
}
