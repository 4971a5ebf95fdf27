package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What has to be looked for while a person is erased, kept encrypted until it is done so that a crash leaves nothing behind.
 *
 * @param conversations whose rows are gone already, and whose messages are to go
 * @param cancelled messages of theirs that waited to be sent, and are gone already
 * @param ids the provider's ids of those conversations
 * @param deliveriesAfter up to where deliveries need not be gone through again, or {@link Sweep#FROM_THE_START}
 */
record ErasureRecord(
        UUID id,
        long company,
        ContactAddress person,
        List<UUID> conversations,
        List<UUID> cancelled,
        List<String> ids,
        String deliveriesAfter) {

    static final String TABLE = "erasures";
    static final String PENDING = "pending_encrypted";

    /**
     * Ids are of the time when a node made them, by its own clock, and rows are there only when they are committed: below a place as new as the
     * erasure another may still appear.
     */
    private static final Duration APPEARS_WITHIN = Duration.ofMinutes(10);

    ErasureRecord {
        conversations = List.copyOf(conversations);
        cancelled = List.copyOf(cancelled);
        ids = List.copyOf(ids);
    }

    String toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        person.phone().ifPresent(phone -> json.put("phone", phone.e164()));
        person.userId().ifPresent(userId -> json.put("user_id", userId.value()));
        conversations.forEach(one -> json.withArray("conversations").add(one.toString()));
        cancelled.forEach(one -> json.withArray("cancelled").add(one.toString()));
        ids.forEach(json.withArray("ids")::add);
        json.put("deliveries_after", deliveriesAfter);
        return json.toString();
    }

    static ErasureRecord read(UUID id, long company, String stored) {
        var json = JsonFields.parse("erasure", stored);
        return new ErasureRecord(
                id,
                company,
                new ContactAddress(
                        JsonFields.text(json, "phone").map(PhoneNumber::new),
                        JsonFields.text(json, "user_id").map(BusinessScopedUserId::new)),
                uuids(json.path("conversations")),
                uuids(json.path("cancelled")),
                texts(json.path("ids")),
                JsonFields.text(json, "deliveries_after").orElse(Sweep.FROM_THE_START));
    }

    /** With a place from which whoever goes on finds all that was on its way when the erasure began. */
    ErasureRecord deliveriesAfter(String last) {
        var place = last.compareTo(latestPlace()) < 0 ? last : latestPlace();
        return new ErasureRecord(id, company, person, conversations, cancelled, ids, place);
    }

    /** The first 48 bits of an id are when it was made, in milliseconds; that of the erasure tells when it began. */
    private String latestPlace() {
        var begun = id.getMostSignificantBits() >>> 16;
        return new UUID(Math.max(0, begun - APPEARS_WITHIN.toMillis()) << 16, 0).toString();
    }

    static SecretColumns.Place place(UUID id) {
        return new SecretColumns.Place(TABLE, PENDING, id);
    }

    private static List<UUID> uuids(JsonNode list) {
        return texts(list).stream().map(UUID::fromString).toList();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "ErasureRecord[" + id + "]";
    }

    /** For a statement that wants null where there is none. */
    Optional<String> phone() {
        return person.phone().map(PhoneNumber::e164);
    }

    Optional<String> userId() {
        return person.userId().map(BusinessScopedUserId::value);
    }
}
