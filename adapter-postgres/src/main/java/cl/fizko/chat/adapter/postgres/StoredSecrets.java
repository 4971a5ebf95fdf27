package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/** Every column that holds secrets. One that is added to the schema belongs here, for keys are rotated by this list. */
final class StoredSecrets {

    static final String TABLE = "whatsapp_configs";
    static final String API_TOKEN = "api_token_encrypted";
    static final String WEBHOOK_SECRETS = "webhook_secrets_encrypted";

    static final List<String> COLUMNS = List.of(API_TOKEN, WEBHOOK_SECRETS);

    private static final String ALL = """
            select id, column_name, stored
              from whatsapp_configs
              cross join lateral (values ('api_token_encrypted', api_token_encrypted),
                                         ('webhook_secrets_encrypted', webhook_secrets_encrypted)) secret (column_name, stored)
             where stored is not null""";

    private StoredSecrets() {}

    /** Shows every secret's ciphertext; returns where those are that were not taken. */
    static List<Place> each(Handle handle, BiPredicate<Place, byte[]> taken) {
        var left = new ArrayList<Place>();
        handle.createQuery(ALL)
                .map((row, context) -> {
                    var place = new Place(TABLE, row.getString("column_name"), row.getObject("id", UUID.class));
                    return taken.test(place, row.getBytes("stored")) ? List.<Place>of() : List.of(place);
                })
                .forEach(left::addAll);
        return left;
    }
}
