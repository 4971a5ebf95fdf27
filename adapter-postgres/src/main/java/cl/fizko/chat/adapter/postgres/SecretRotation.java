package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
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

    /** A prefix that a nonce happens to have, once in 2^40 secrets, is taken for one; such a secret is then readable as before. */
    private static final String IS_OLD = """
             (substring(api_token_encrypted from 1 for 5) <> :prefix
              or substring(webhook_secrets_encrypted from 1 for 5) <> :prefix)""";

    private static final String COUNT = """
            select coalesce(sum((api_token_encrypted is not null and substring(api_token_encrypted from 1 for 5) <> :prefix)::int
                              + (webhook_secrets_encrypted is not null and substring(webhook_secrets_encrypted from 1 for 5) <> :prefix)::int), 0)
              from whatsapp_configs""";

    private static final String BATCH = """
            select id, api_token_encrypted, webhook_secrets_encrypted
              from whatsapp_configs
             where id > :after and""" + IS_OLD + """

             order by id
             limit :limit
               for no key update""";

    private static final String STORE = """
            update whatsapp_configs
               set api_token_encrypted = :api_token_encrypted, webhook_secrets_encrypted = :webhook_secrets_encrypted
             where id = :id""";

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
     * Changes the current key, then encrypts what is stored, a hundred numbers a transaction.
     *
     * @param progress told how many secrets are done
     * @throws IllegalStateException if another rotation, to another key, is at work
     */
    public Result run(LongConsumer progress) {
        FailureKind.retrying(() -> jdbi.inTransaction(secrets.known()::change));
        var unreadable = new ArrayList<String>();
        var encrypted = 0L;
        for (var after = Optional.of(BEFORE_ALL); after.isPresent(); ) {
            var from = after.get();
            var batch = FailureKind.retrying(() -> jdbi.inTransaction(handle -> batch(handle, from)));
            encrypted += batch.encrypted();
            unreadable.addAll(batch.unreadable());
            after = batch.last();
            progress.accept(encrypted);
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

    private record Row(UUID id, List<Optional<byte[]>> stored) {}

    private record Batch(Optional<UUID> last, int encrypted, List<String> unreadable) {}

    private Batch batch(Handle handle, UUID after) {
        var current = secrets.known().current(handle);
        if (current.id() != keys.newest().id()) {
            throw new IllegalStateException("another rotation has changed to key " + EncryptionKey.print(current.id()));
        }
        var rows = handle.createQuery(BATCH)
                .bind("after", after)
                .bind("prefix", SecretColumns.prefix(current.id()))
                .bind("limit", ROWS_AT_ONCE)
                .map((row, context) -> new Row(
                        JdbiSetup.uuid(row, "id"),
                        List.of(
                                Optional.ofNullable(row.getBytes(StoredSecrets.API_TOKEN)),
                                Optional.ofNullable(row.getBytes(StoredSecrets.WEBHOOK_SECRETS)))))
                .list();
        var unreadable = new ArrayList<String>();
        var encrypted = 0;
        var store = handle.prepareBatch(STORE);
        for (var row : rows) {
            for (var i = 0; i < StoredSecrets.COLUMNS.size(); i++) {
                var column = StoredSecrets.COLUMNS.get(i);
                var stored = row.stored().get(i).orElse(null);
                store.bind(column, stored);
                if (stored != null && !SecretColumns.isUnder(current.id(), stored)) {
                    var place = new Place(StoredSecrets.TABLE, column, row.id());
                    try {
                        store.bind(column, secrets.encrypt(current, secrets.decrypt(stored, place), place));
                        encrypted++;
                    } catch (UnreadableSecretException e) {
                        unreadable.add(e.getMessage());
                    }
                }
            }
            store.bind("id", row.id()).add();
        }
        if (!rows.isEmpty()) {
            store.execute();
        }
        var last = rows.isEmpty()
                ? Optional.<UUID>empty()
                : Optional.of(rows.get(rows.size() - 1).id());
        return new Batch(last, encrypted, unreadable);
    }

    private Result result(Handle handle, long encrypted, List<String> unreadable) {
        var newest = keys.newest().id();
        var left = handle.createQuery(COUNT)
                .bind("prefix", SecretColumns.prefix(newest))
                .mapTo(Long.class)
                .one();
        var others = keys.all().stream()
                .filter(key -> key.id() != newest)
                .map(key -> EncryptionKey.print(key.id()))
                .toList();
        return new Result(EncryptionKey.print(newest), encrypted, left, unreadable, others);
    }
}
