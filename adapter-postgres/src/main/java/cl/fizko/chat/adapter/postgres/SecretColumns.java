package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.KnownKeys.Current;
import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Secrets as they are stored: AES-256-GCM, bound to the table, column and row they belong to, so that a ciphertext copied into
 * another row does not open. They are written under the database's current key and read under any of ours. Thread-safe.
 */
final class SecretColumns {

    /** Tink's output prefix: the byte 1 and the key's id. */
    private static final int PREFIX_BYTES = 5;

    private static final byte PREFIX_START = 1;

    private final EncryptionKeys keys;
    private final KnownKeys known;

    SecretColumns(EncryptionKeys keys) {
        this.keys = keys;
        this.known = new KnownKeys(this, keys);
    }

    /** Where a secret is stored. */
    record Place(String table, String column, UUID row) {
        byte[] associatedData() {
            return (table + "/" + column + "/" + row).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return table + "." + column + " of " + row;
        }
    }

    /**
     * Encrypts under the current key.
     *
     * @param handle in the transaction that stores it: until that ends, no rotation finishes without it
     * @throws MissingKeyException when the database has changed to a key that is not among ours
     */
    byte[] encrypt(Handle handle, String secret, Place place) {
        return encrypt(known.current(handle), secret, place);
    }

    byte[] encrypt(Current current, String secret, Place place) {
        var key = keys.byId(current.id())
                .orElseThrow(() -> new MissingKeyException("CHAT_ENCRYPTION_KEY lacks the key "
                        + EncryptionKey.print(current.id()) + " that this database has changed to"));
        var cipher = current.namesItself() ? key.named() : key.plain();
        try {
            return cipher.encrypt(secret.getBytes(StandardCharsets.UTF_8), place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt " + place.column(), e);
        }
    }

    /**
     * Opens what {@link #encrypt} made, or a release before.
     *
     * @throws UnreadableSecretException naming {@code CHAT_ENCRYPTION_KEY} when it lacks the key
     */
    String decrypt(byte[] stored, Place place) {
        return opened(stored, place).orElseThrow(() -> new UnreadableSecretException(place + why(stored))).text;
    }

    /** The key that a secret opens under; empty when none of ours does. */
    Optional<EncryptionKey> keyOf(byte[] stored, Place place) {
        return opened(stored, place).map(opened -> opened.key);
    }

    /** What a named ciphertext of that key begins with. */
    static byte[] prefix(int keyId) {
        return ByteBuffer.allocate(PREFIX_BYTES).put(PREFIX_START).putInt(keyId).array();
    }

    /** Whether a ciphertext says that it is under that key. */
    static boolean isUnder(int keyId, byte[] stored) {
        return namedKey(stored).filter(id -> id == keyId).isPresent();
    }

    KnownKeys known() {
        return known;
    }

    private Optional<Opened> opened(byte[] stored, Place place) {
        var named = namedKey(stored).flatMap(keys::byId);
        if (named.isPresent()) {
            var text = open(named.get().named(), stored, place);
            if (text.isPresent()) {
                return text.map(found -> new Opened(found, named.get()));
            }
        }
        for (var key : keys.all()) { // a nonce may look like a name
            var text = open(key.plain(), stored, place);
            if (text.isPresent()) {
                return text.map(found -> new Opened(found, key));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> open(Aead cipher, byte[] stored, Place place) {
        try {
            return Optional.of(new String(cipher.decrypt(stored, place.associatedData()), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // under another key, in another row, or changed since
        }
    }

    private static Optional<Integer> namedKey(byte[] stored) {
        return stored.length > PREFIX_BYTES && stored[0] == PREFIX_START
                ? Optional.of(ByteBuffer.wrap(stored).getInt(1))
                : Optional.empty();
    }

    private String why(byte[] stored) {
        return namedKey(stored)
                .filter(id -> keys.byId(id).isEmpty())
                .map(id -> " is encrypted under key " + EncryptionKey.print(id) + ", which CHAT_ENCRYPTION_KEY lacks")
                .orElse(" was changed since it was encrypted, or CHAT_ENCRYPTION_KEY lacks its key");
    }

    /** Not a record: it must not print. */
    private static final class Opened {
        private final String text;
        private final EncryptionKey key;

        Opened(String text, EncryptionKey key) {
            this.text = text;
            this.key = key;
        }
    }
}
