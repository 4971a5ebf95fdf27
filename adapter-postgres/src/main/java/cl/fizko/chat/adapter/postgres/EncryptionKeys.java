package cl.fizko.chat.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of {@code CHAT_ENCRYPTION_KEY}: one, or several during a rotation. Each opens what was encrypted under it. It prints
 * as {@code ***}.
 */
public final class EncryptionKeys {

    private final List<EncryptionKey> newestFirst;

    private EncryptionKeys(List<EncryptionKey> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /**
     * Reads the value of {@code CHAT_ENCRYPTION_KEY}.
     *
     * @param text keys separated by commas, newest first, each of 32 bytes in Base64
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY}, never quoting the value
     */
    public static EncryptionKeys parse(String text) {
        var keys = new ArrayList<EncryptionKey>();
        for (var part : text.split(",", -1)) {
            var key = EncryptionKey.parse(part);
            if (keys.stream().anyMatch(other -> other.id() == key.id())) {
                throw new IllegalArgumentException("CHAT_ENCRYPTION_KEY holds the same key twice");
            }
            keys.add(key);
        }
        return new EncryptionKeys(keys);
    }

    EncryptionKey newest() {
        return newestFirst.get(0);
    }

    /** Newest first. */
    List<EncryptionKey> all() {
        return newestFirst;
    }

    Optional<EncryptionKey> byId(int id) {
        return newestFirst.stream().filter(key -> key.id() == id).findFirst();
    }

    /** How people tell them apart, e.g. {@code 0a1b2c3d, 4e5f6071}. */
    String ids() {
        return String.join(
                ", ",
                newestFirst.stream().map(key -> EncryptionKey.print(key.id())).toList());
    }

    @Override
    public String toString() {
        return "***";
    }
}
