package cl.fizko.chat.bootstrap.config;

import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import cl.fizko.chat.domain.config.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keys that nobody has chosen: made once, kept under {@code DATA_DIR/keys} for the owner's eyes only, the same ever after. Of
 * processes that start at the same time one makes the key and the others read it. Thread-safe.
 */
final class GeneratedKeys {

    private static final Object ONE_THREAD = new Object();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Path dataDir;
    private final Path folder;

    GeneratedKeys(Path dataDir) {
        this.dataDir = dataDir;
        this.folder = dataDir.resolve("keys");
    }

    /** The secret that webhooks are signed with. */
    Secret webhookSecret() {
        return key("whatsapp_webhook_secret", () -> HexFormat.of().formatHex(random()), text -> !text.isEmpty());
    }

    /** The key that stored tokens are encrypted with. */
    Secret encryptionKey() {
        return key("chat_encryption_key", () -> Base64.getEncoder().encodeToString(random()), GeneratedKeys::isIntact);
    }

    private Secret key(String name, Supplier<String> fresh, Predicate<String> isIntact) {
        var file = folder.resolve(name);
        try {
            var text = readOrWrite(file, fresh);
            if (!isIntact.test(text)) {
                throw new IllegalStateException("DATA_DIR " + dataDir + ": " + file
                        + " is damaged: restore it; what was encrypted or signed with it needs it");
            }
            return new Secret(text);
        } catch (IOException e) {
            throw new IllegalStateException("DATA_DIR " + dataDir + ": no key can be kept in " + file + ": " + e, e);
        }
    }

    private String readOrWrite(Path file, Supplier<String> fresh) throws IOException {
        synchronized (ONE_THREAD) { // a second lock of the same process would be refused
            OwnerOnlyFile.createFolder(folder);
            try (var gate =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                gate.lock();
                var found = OwnerOnlyFile.read(file);
                if (found.isPresent()) {
                    return found.get();
                }
                var text = fresh.get();
                OwnerOnlyFile.write(file, text);
                return text;
            }
        }
    }

    private static boolean isIntact(String base64) {
        try {
            return Settings.areEncryptionKeys(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
