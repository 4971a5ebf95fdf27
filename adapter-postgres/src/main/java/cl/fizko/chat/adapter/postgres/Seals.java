package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The secret that erased people are recognised by: {@code seal_secrets}. It is the database's own, so that a seal outlives every
 * encryption key; those only encrypt it. Thread-safe.
 */
final class Seals {

    static final String TABLE = "seal_secrets";
    static final String SECRET = "secret_encrypted";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The only row. */
    private static final Place PLACE = new Place(TABLE, SECRET, new UUID(0, 1));

    private static final String READ = "select secret_encrypted from seal_secrets where id = :id";

    /** Waits for whoever is making it at the same time; then theirs counts. */
    private static final String ADD = """
            insert into seal_secrets (id, secret_encrypted) values (:id, :secret) on conflict (id) do nothing""";

    private final SecretColumns secrets;
    private volatile @Nullable Seal known;

    Seals(SecretColumns secrets) {
        this.secrets = secrets;
    }

    /** Empty as long as nobody was ever erased. It is read once; until there is one, each time. */
    Optional<Seal> find(Handle handle) {
        var found = Optional.ofNullable(known);
        if (found.isEmpty()) {
            found = read(handle);
            found.ifPresent(seal -> known = seal);
        }
        return found;
    }

    /**
     * The one that is there, or a new one, in a transaction of its own: nobody may use one that is not committed. The database is
     * asked each time, for it may have been restored since.
     */
    Seal make(Jdbi jdbi) {
        var made = jdbi.inTransaction(handle -> {
            var found = read(handle);
            if (found.isPresent()) {
                return found.get();
            }
            var bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            handle.createUpdate(ADD)
                    .bind("id", PLACE.row())
                    .bind("secret", secrets.encrypt(handle, Base64.getEncoder().encodeToString(bytes), PLACE))
                    .execute();
            return read(handle).orElseThrow();
        });
        known = made;
        return made;
    }

    private Optional<Seal> read(Handle handle) {
        return handle.createQuery(READ)
                .bind("id", PLACE.row())
                .mapTo(byte[].class)
                .findOne()
                .map(stored -> new Seal(Base64.getDecoder().decode(secrets.decrypt(stored, PLACE))));
    }
}
