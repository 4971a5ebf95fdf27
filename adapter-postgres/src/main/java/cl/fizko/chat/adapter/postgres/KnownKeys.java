package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that a database's secrets are encrypted under: {@code encryption_keys}. Thread-safe. */
final class KnownKeys {

    private static final Logger log = LoggerFactory.getLogger(KnownKeys.class);

    /** Waits for a rotation that is changing it, and makes one wait that would. */
    private static final String CURRENT = """
            select id, names_itself from encryption_keys where is_current for share""";

    private static final String ALL = """
            select id, fingerprint from encryption_keys""";

    private static final String ADD = """
            insert into encryption_keys (id, fingerprint, is_current, names_itself) values (:id, :fingerprint, true, :named)
            on conflict (id) do update set is_current = true, names_itself = true""";

    /** A database without companies has never been used, so no older node is beside. */
    private static final String IS_IN_USE = """
            select exists (select from companies)""";

    private static final AdvisoryLocks.Key FIRST_USE = new AdvisoryLocks.Key(new UUID(0, 0), "first use");

    private final SecretColumns secrets;
    private final EncryptionKeys keys;

    KnownKeys(SecretColumns secrets, EncryptionKeys keys) {
        this.secrets = secrets;
        this.keys = keys;
    }

    /**
     * The key that is written under.
     *
     * @param namesItself whether its ciphertexts say so
     */
    record Current(int id, boolean namesItself) {}

    /**
     * Refuses keys that do not open what is stored: one short query, however many numbers there are. The first time ever it reads
     * every secret instead; of nodes that start at once, one does.
     *
     * @throws IllegalArgumentException naming {@code CHAT_ENCRYPTION_KEY} and the key that it lacks
     */
    void check(Jdbi jdbi) {
        if (jdbi.withHandle(this::isEmpty)) {
            jdbi.useTransaction(this::adopt);
        }
        jdbi.useHandle(handle ->
                handle
                        .createQuery(ALL)
                        .map((row, context) -> missing(row.getInt("id"), row.getBytes("fingerprint")))
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(this::refuse));
    }

    /** The current key, locked until the transaction ends. */
    Current current(Handle handle) {
        return find(handle).orElseGet(() -> {
            adopt(handle);
            return find(handle).orElseThrow();
        });
    }

    /** From the end of the transaction on everything is written under our newest key, and names it. */
    Current change(Handle handle) {
        var newest = keys.newest();
        handle.execute("update encryption_keys set is_current = false where is_current and id <> ?", newest.id());
        add(handle, newest, true);
        return new Current(newest.id(), true);
    }

    /** Forgets every key but the current one. */
    void forgetOthers(Handle handle) {
        handle.execute("delete from encryption_keys where not is_current");
    }

    private boolean isEmpty(Handle handle) {
        return !handle.createQuery("select exists (select from encryption_keys)")
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<Current> find(Handle handle) {
        return handle.createQuery(CURRENT)
                .map((row, context) -> new Current(row.getInt("id"), row.getBoolean("names_itself")))
                .findOne();
    }

    private void adopt(Handle handle) {
        AdvisoryLocks.ENCRYPTION_KEYS.lock(handle, List.of(FIRST_USE));
        if (isEmpty(handle)) {
            var inUse = handle.createQuery(IS_IN_USE).mapTo(Boolean.class).one();
            add(handle, keyInUse(handle), !inUse);
        }
    }

    /** The key that most secrets open under; our newest one when there are none. */
    private EncryptionKey keyInUse(Handle handle) {
        var opened = new HashMap<Integer, Integer>();
        var unreadable = StoredSecrets.each(handle, (place, stored) -> {
            var key = secrets.keyOf(stored, place);
            key.ifPresent(found -> opened.merge(found.id(), 1, Integer::sum));
            return key.isPresent();
        });
        if (opened.isEmpty() && !unreadable.isEmpty()) {
            throw new IllegalArgumentException(
                    "CHAT_ENCRYPTION_KEY (" + keys.ids() + ") opens none of the secrets in this database: "
                            + "start with the key that they were encrypted under");
        }
        unreadable.stream().map(Place::toString).forEach(place -> log.error("{} opens under no key", place));
        return keys.all().stream()
                .max((one, other) ->
                        Integer.compare(opened.getOrDefault(one.id(), 0), opened.getOrDefault(other.id(), 0)))
                .filter(key -> opened.containsKey(key.id()))
                .orElseGet(keys::newest);
    }

    private static void add(Handle handle, EncryptionKey key, boolean named) {
        handle.createUpdate(ADD)
                .bind("id", key.id())
                .bind("fingerprint", key.fingerprint())
                .bind("named", named)
                .execute();
    }

    /** The id of a key that is not among ours. */
    private Optional<Integer> missing(int id, byte[] fingerprint) {
        var isOurs = keys.byId(id)
                .filter(key -> Arrays.equals(key.fingerprint(), fingerprint))
                .isPresent();
        return isOurs ? Optional.empty() : Optional.of(id);
    }

    private void refuse(int missing) {
        throw new IllegalArgumentException("CHAT_ENCRYPTION_KEY (" + keys.ids() + ") lacks key "
                + EncryptionKey.print(missing)
                + ", which secrets in this database are encrypted under: add it, separated by a comma; "
                + "rotate_encryption_key says when a key can be dropped");
    }
}
