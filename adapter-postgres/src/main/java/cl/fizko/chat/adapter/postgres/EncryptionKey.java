package cl.fizko.chat.adapter.postgres;

import java.util.Base64;

/** The key under which secrets are stored: 32 bytes. It prints as {@code ***}. */
public final class EncryptionKey {

    private static final int BYTES = 32;

    private final byte[] bytes;

    private EncryptionKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the value of {@code CHAT_ENCRYPTION_KEY}.
     *
     * @param base64 32 bytes in Base64, e.g. from {@code openssl rand -base64 32}
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY}, never quoting the value
     */
    public static EncryptionKey parse(String base64) {
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

    byte[] bytes() {
        return bytes.clone();
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "CHAT_ENCRYPTION_KEY " + what + " but must be 32 bytes in Base64: openssl rand -base64 32");
    }

    @Override
    public String toString() {
        return "***";
    }
}
