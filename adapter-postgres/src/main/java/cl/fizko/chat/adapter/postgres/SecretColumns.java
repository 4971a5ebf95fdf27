package cl.fizko.chat.adapter.postgres;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Secrets as they are stored: AES-256-GCM, bound to the table, column and row they belong to, so that a ciphertext copied into
 * another row does not open. Thread-safe.
 */
final class SecretColumns {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final Aead cipher;

    @AccessesPartialKey
    SecretColumns(EncryptionKey key) {
        try {
            var parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(key.bytes().length)
                    .setIvSizeBytes(NONCE_BYTES)
                    .setTagSizeBytes(TAG_BYTES)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            cipher = AesGcmJce.create(AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()))
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** Where a secret is stored. */
    record Place(String table, String column, UUID row) {
        byte[] associatedData() {
            return (table + "/" + column + "/" + row).getBytes(StandardCharsets.UTF_8);
        }
    }

    byte[] encrypt(String secret, Place place) {
        try {
            return cipher.encrypt(secret.getBytes(StandardCharsets.UTF_8), place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt " + place.column(), e);
        }
    }

    /**
     * Opens what {@link #encrypt} made.
     *
     * @throws IllegalStateException naming {@code CHAT_ENCRYPTION_KEY} when this key does not open it
     */
    String decrypt(byte[] stored, Place place) {
        try {
            return new String(cipher.decrypt(stored, place.associatedData()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    place.table() + "." + place.column() + " of " + place.row()
                            + " was encrypted under another key than CHAT_ENCRYPTION_KEY, or was changed since",
                    e);
        }
    }
}
