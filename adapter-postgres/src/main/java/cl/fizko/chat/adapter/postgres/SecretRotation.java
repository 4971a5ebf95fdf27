package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.StoredSecrets.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Encrypts every stored secret anew under the newest key of {@code CHAT_ENCRYPTION_KEY}, while nodes that hold the old and the
 * new key run. Stopped at any instant it is simply run again. Thread-safe.
 */
public final class SecretRotation {

    /** Some milliseconds of work under their locks. */
    private static final int ROWS_AT_ONCE = 100;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Jdbi jdbi;
    private final SecretColumns secrets;
    private final EncryptionKeys keys;

    SecretRotation(Jdbi jdbi, SecretColumns secrets, EncryptionKeys keys) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.keys = keys;
    }

    /**
     * What was done.
     *
     * @param key the id of the newest key
     * @param encrypted how many secrets were encrypted anew
     * @param left how many are not under the newest key now
     * @param unreadable where secrets are that open under no key, and why
     * @param otherKeys the ids of the other keys of {@code CHAT_ENCRYPTION_KEY}: nothing needs them when none is left
     */
    public record Result(String key, long encrypted, long left, List<String> unreadable, List<String> otherKeys) {
        public Result {
            unreadable = List.copyOf(unreadable);
            otherKeys = List.copyOf(otherKeys);
        }
    }

    /** Only counts what {@link #run} would do. */
    public Result count() {
        return jdbi.withHandle(handle -> result(handle, 0, List.of()));
    }

    /**
     * Changes the current key, then encrypts what is stored, a hundred a transaction.
     *
     * @param progress told how many secrets are done
     * @throws IllegalStateException if another rotation, to another key, is at work
     */
    public Result run(LongConsumer progress) {
        FailureKind.retrying(() -> jdbi.inTransaction(secrets.known()::change));
        var unreadable = new ArrayList<String>();
        var encrypted = 0L;
        for (var column : StoredSecrets.COLUMNS) {
            for (var after = Optional.of(BEFORE_ALL); after.isPresent(); ) {
                var from = after.get();
                var batch = FailureKind.retrying(() -> jdbi.inTransaction(handle -> batch(handle, column, from)));
                encrypted += batch.encrypted();
                unreadable.addAll(batch.unreadable());
                after = batch.last();
                progress.accept(encrypted);
            }
        }
        var done = encrypted;
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var result = result(handle, done, unreadable);
            if (result.left() == 0) {
                secrets.known().forgetOthers(handle);
            }
            return result;
        }));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Secret(UUID row, byte[] stored) {}

    private record Batch(Optional<UUID> last, int encrypted, List<String> unreadable) {}

    private Batch batch(Handle handle, Column column, UUID after) {
        var current = secrets.known().current(handle);
        if (current.id() != keys.newest().id()) {
            throw new IllegalStateException("another rotation has changed to key " + EncryptionKey.print(current.id()));
        }
        var old = handle.createQuery(column.locking())
                .bind("after", after)
                .bind("prefix", SecretColumns.prefix(current.id()))
                .bind("limit", ROWS_AT_ONCE)
                .map((row, context) -> new Secret(JdbiSetup.uuid(row, "id"), row.getBytes(column.name())))
                .list();
        var unreadable = new ArrayList<String>();
        var store = handle.prepareBatch(column.storing());
        for (var secret : old) {
            var place = column.of(secret.row());
            try {
                var renewed = secrets.encrypt(current, secrets.decrypt(secret.stored(), place), place);
                store.bind("id", secret.row()).bind("secret", renewed).add();
            } catch (UnreadableSecretException e) {
                unreadable.add(e.getMessage());
            }
        }
        var encrypted = store.size();
        if (encrypted > 0) {
            store.execute();
        }
        var last = old.isEmpty()
                ? Optional.<UUID>empty()
                : Optional.of(old.get(old.size() - 1).row());
        return new Batch(last, encrypted, unreadable);
    }

    private Result result(Handle handle, long encrypted, List<String> unreadable) {
        var newest = keys.newest().id();
        var left = 0L;
        for (var column : StoredSecrets.COLUMNS) {
            left += handle.createQuery(column.counting())
                    .bind("prefix", SecretColumns.prefix(newest))
                    .mapTo(Long.class)
                    .one();
        }
        var others = keys.all().stream()
                .filter(key -> key.id() != newest)
                .map(key -> EncryptionKey.print(key.id()))
                .toList();
        return new Result(EncryptionKey.print(newest), encrypted, left, unreadable, others);
    }
}
