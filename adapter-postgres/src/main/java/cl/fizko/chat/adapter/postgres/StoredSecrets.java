package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Every column that holds secrets. One that is added to the schema belongs here, for keys are rotated by this list. */
final class StoredSecrets {

    static final String TABLE = "whatsapp_configs";
    static final String API_TOKEN = "api_token_encrypted";
    static final String WEBHOOK_SECRETS = "webhook_secrets_encrypted";

    static final List<Column> COLUMNS = List.of(
            new Column(TABLE, API_TOKEN),
            new Column(TABLE, WEBHOOK_SECRETS),
            new Column(Seals.TABLE, Seals.SECRET),
            new Column(ErasureRecord.TABLE, ErasureRecord.PENDING));

    private StoredSecrets() {}

    /** A column of ciphertexts in a table whose key is a UUID named id. */
    record Column(String table, String name) {
        Place of(UUID row) {
            return new Place(table, name, row);
        }

        /** A prefix that a nonce happens to have, once in 2^40 secrets, is taken for one; such a secret is then readable as before. */
        private String isOld() {
            return " from " + table + " where substring(" + name + " from 1 for 5) <> :prefix";
        }

        /** How many do not begin with {@code :prefix}. */
        String counting() {
            return "select count(*)" + isOld();
        }

        /** The next of those, {@code :after} an id, locked. */
        String locking() {
            return "select id, " + name + isOld() + " and id > :after order by id limit :limit for no key update";
        }

        String storing() {
            return "update " + table + " set " + name + " = :secret where id = :id";
        }

        private String all() {
            return "select '%1$s' as table_name, '%2$s' as column_name, id, %2$s as stored from %1$s where %2$s is not null"
                    .formatted(table, name);
        }
    }

    /** Shows every secret's ciphertext; returns where those are that were not taken. */
    static List<Place> each(Handle handle, BiPredicate<Place, byte[]> taken) {
        var left = new ArrayList<Place>();
        handle.createQuery(COLUMNS.stream().map(Column::all).collect(Collectors.joining(" union all ")))
                .map((row, context) -> {
                    var place = new Place(
                            row.getString("table_name"), row.getString("column_name"), JdbiSetup.uuid(row, "id"));
                    return taken.test(place, row.getBytes("stored")) ? List.<Place>of() : List.of(place);
                })
                .forEach(left::addAll);
        return left;
    }
}
