package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Raw deliveries on their way into an archive and out of it. One that is taken in is a row of its own beside the one that it may once have been: of
 * a batch that row goes on to hold what is others'. It is of the same time as that one and says in its key which it was.
 */
final class ArchivedDelivery {

    private static final Pattern IMPORTED = Pattern.compile("imported:\\d+:([0-9a-f-]{36}):(.*)", Pattern.DOTALL);

    /** Of 256 characters, beside the longest number of a company and an id. */
    private static final int LONGEST_KEY = 190;

    private static final int BEGINNING = 120;

    private static final PersonalPayload.Part NOTHING_BUT_ITS_KEY =
            new PersonalPayload.Part("{}".getBytes(StandardCharsets.UTF_8), false);

    private static final String ABOUT =
            "select id, provider, event_name, status, idempotency_key, reason, received_at from webhook_events where id = :id";

    private static final String HERE = """
            select raw_body, concat_ws(' ', idempotency_key, reason) as about from webhook_events
             where (id = :id and (company_id = :company or company_id is null)) or id = :importedId""";

    /** It is settled, whatever it was: nobody is to apply it here. As an entry of a history it is no sign of life of the provider's. */
    private static final String ADD = """
            insert into webhook_events
                (id, provider, idempotency_key, event_name, status, reason, raw_body, received_at, company_id, backfilled)
            values (:importedId, :provider, :key, :eventName, :status, :reason, :body, :receivedAt, :company, true)
            on conflict (id) do update
               set idempotency_key = excluded.idempotency_key, reason = excluded.reason, raw_body = excluded.raw_body""";

    private ArchivedDelivery() {}

    /** What is handed out of a delivery that speaks of a person; empty if that is nothing. */
    static Optional<Part> part(
            Handle handle, PersonalDeliveries.Delivery delivery, PersonTraces person, Set<String> businessNumbers) {
        var own = person.isIn(delivery.body())
                ? PersonalPayload.of(person, businessNumbers, delivery.body())
                : Optional.of(NOTHING_BUT_ITS_KEY);
        return own.map(body -> new Part(
                Section.DELIVERY,
                handle.createQuery(ABOUT)
                        .bind("id", delivery.id())
                        .map((row, context) -> json(row, body))
                        .one()
                        .toString(),
                Optional.empty()));
    }

    private static ObjectNode json(ResultSet row, PersonalPayload.Part own) throws SQLException {
        var key = row.getString("idempotency_key");
        var imported = IMPORTED.matcher(key);
        var isImported = imported.matches();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", isImported ? imported.group(1) : row.getString("id"))
                .put("provider", row.getString("provider"))
                .put("event_name", row.getString("event_name"))
                .put("status", row.getString("status"))
                .put("reason", row.getString("reason"))
                .put("idempotency_key", isImported ? imported.group(2) : key)
                .put("received_at", JdbiSetup.instant(row, "received_at").toString())
                .put("may_tell_of_others", own.isDoubtful());
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(own.body()));
            return json.put("raw_body", text.toString());
        } catch (CharacterCodingException e) {
            return json.put("raw_body_base64", Base64.getEncoder().encodeToString(own.body()));
        }
    }

    /**
     * Takes one in, unless it is here and still speaks of the person.
     *
     * @return whether it was new
     * @throws IllegalArgumentException if it cannot be read
     */
    static boolean add(Handle handle, long company, PersonTraces person, ObjectNode json) {
        var id = ArchivedFields.id(Section.DELIVERY, json, "id");
        var told = ArchivedFields.read(Section.DELIVERY, () -> Told.read(company, id, json));
        var importedId = importedId(company, id);
        var isHere = handle.createQuery(HERE)
                .bind("id", id)
                .bind("importedId", importedId)
                .bind("company", company)
                .map((row, context) -> person.isIn(row.getBytes("raw_body")) || person.isIn(row.getString("about")))
                .list()
                .contains(true);
        if (isHere) {
            return false;
        }
        handle.createUpdate(ADD)
                .bind("importedId", importedId)
                .bind("provider", told.provider.value())
                .bind("key", told.key)
                .bind("eventName", told.eventName)
                .bind("status", told.status.wireName())
                .bind("reason", JsonFields.text(json, "reason").orElse(null))
                .bind("body", told.body)
                .bind("receivedAt", told.receivedAt.atOffset(ZoneOffset.UTC))
                .bind("company", company)
                .execute();
        return true;
    }

    /** What is taken in of one. Personal data. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Told(
            ProviderId provider,
            String key,
            String eventName,
            WebhookEventStatus status,
            byte[] body,
            Instant receivedAt) {
        static Told read(long company, UUID id, ObjectNode json) {
            var status = WebhookEventStatus.of(JsonFields.required(json, "status"));
            return new Told(
                    new ProviderId(JsonFields.required(json, "provider")),
                    ArchivedDelivery.key(new CompanyId(company), id, JsonFields.required(json, "idempotency_key")),
                    JsonFields.required(json, "event_name"),
                    status == WebhookEventStatus.QUARANTINED ? WebhookEventStatus.IGNORED : status,
                    ArchivedDelivery.body(json),
                    Instant.parse(JsonFields.required(json, "received_at")));
        }

        @Override
        public String toString() {
            return "Told[]";
        }
    }

    private static byte[] body(JsonNode json) {
        return JsonFields.text(json, "raw_body")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> Base64.getDecoder().decode(JsonFields.required(json, "raw_body_base64")));
    }

    /** A key that is too long is told by its beginning and a digest of all: the same whichever company takes it in, and however often. */
    static String key(CompanyId company, UUID id, String key) {
        var told = key.length() <= LONGEST_KEY ? key : key.substring(0, BEGINNING) + ":" + digest(key);
        return new IdempotencyKey("imported:" + company.value() + ":" + id + ":" + told).value();
    }

    private static String digest(String key) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same each time, and of the same time: clean-up goes by the first bits of ids. */
    private static UUID importedId(long company, UUID id) {
        var derived = UUID.nameUUIDFromBytes((company + ":" + id).getBytes(StandardCharsets.UTF_8));
        return new UUID(id.getMostSignificantBits(), derived.getLeastSignificantBits());
    }
}
