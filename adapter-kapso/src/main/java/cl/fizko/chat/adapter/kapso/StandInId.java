package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ExternalId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a customer's message that came without a {@code wamid}: {@code kapso:} and Kapso's own UUID. Nobody but us knows
 * it, so it is never sent to Meta.
 */
final class StandInId {

    private static final String PREFIX = "kapso:";

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private StandInId() {}

    /** Empty for what is no UUID: it might be the id of something else. */
    static Optional<ExternalId> of(String ownId) {
        return Optional.of(ownId).filter(id -> UUID.matcher(id).matches()).map(id -> new ExternalId(PREFIX + id));
    }

    static boolean isOne(ExternalId id) {
        return id.value().startsWith(PREFIX);
    }
}
