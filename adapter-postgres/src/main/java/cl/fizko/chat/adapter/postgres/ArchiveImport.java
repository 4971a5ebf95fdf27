package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Stores an archive. A contact or a conversation that is here already under another id takes in what the archive tells; the messages
 * get places behind those that are there.
 */
final class ArchiveImport implements ContactArchive.Import {

    /** What was never sent, or may not have been, is not sent now. */
    private static final Set<String> OPEN = Set.of("queued", "sending", "unknown");

    /** Fields of a contact, and the tables that their rows go to. */
    private static final Map<String, String> REMINDED =
            Map.of("enrolments", "reminder_enrolments", "reminders", "reminders");

    private static final String CONTACT = """
            select id from contacts where company_id = :company and (phone = :phone or business_scoped_user_id = :userId) order by id limit 1
            for update""";

    private static final String KEEP_OPT_OUT = """
            update contacts
               set opted_out_at = least(opted_out_at, cast(:at as timestamptz)), name = coalesce(name, :name), given_name = coalesce(given_name, :givenName)
             where id = :id""";

    private static final String LINE = """
            select id from whatsapp_configs
             where company_id = :company and provider = :provider and phone_number_id = :line""";

    private static final String CONVERSATION = """
            select id, last_sequence from whatsapp_conversations where contact_id = :contact and config_id = :config for update""";

    private static final String RESERVE = """
            update whatsapp_conversations set last_sequence = last_sequence + :places where id = :id""";

    private static final String ADDED = """
            update whatsapp_conversations set message_count = message_count + 1 where id = :id""";

    private static final String IS_HERE = "select exists (select from whatsapp_messages where id = :id)";

    /** An erasure that was undone so soon would take the file from the disk again. */
    private static final String KEEP_FILE = "delete from media_removals where message_id = :message";

    private final Jdbi jdbi;
    private final long company;
    private final ContactAddress person;
    private ContactAddress everyAddress;
    private final JsonRow rows = new JsonRow();
    private final Map<UUID, UUID> contacts = new HashMap<>();
    private final Map<UUID, Target> conversations = new HashMap<>();
    private @Nullable PersonTraces traces;

    ArchiveImport(Jdbi jdbi, CompanyId company, Part first) {
        this.jdbi = jdbi;
        this.company = company.value();
        if (first.section() != Section.CONTACT && first.section() != Section.PERSON) {
            throw new IllegalArgumentException("the archive does not begin with a contact");
        }
        this.person = address(first.section(), ArchivedFields.object(first));
        this.everyAddress = person;
    }

    private static ContactAddress address(Section section, ObjectNode contact) {
        return ArchivedFields.read(
                section,
                () -> new ContactAddress(
                        JsonFields.text(contact, "phone").map(PhoneNumber::new),
                        JsonFields.text(contact, "business_scoped_user_id").map(BusinessScopedUserId::new)));
    }

    /** Where the messages of an archived conversation go. */
    private record Target(UUID id, UUID config, long behind, boolean wasHere) {}

    @Override
    public ContactAddress person() {
        return person;
    }

    @Override
    public Tally add(List<Part> parts) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var added = Tally.NONE;
            for (var part : parts) {
                added = added.plus(add(handle, part));
            }
            return added;
        }));
    }

    private Tally add(Handle handle, Part part) {
        var json = ArchivedFields.object(part);
        return switch (part.section()) {
            case PERSON -> known(address(Section.PERSON, json));
            case CONTACT -> contact(handle, json);
            case CONVERSATION -> conversation(handle, json);
            case MESSAGE -> message(handle, json);
            case DELIVERY -> delivery(handle, json);
        };
    }

    /** Of somebody who is no contact nothing is stored but deliveries. */
    private Tally known(ContactAddress address) {
        everyAddress = new ContactAddress(
                everyAddress.phone().or(address::phone), everyAddress.userId().or(address::userId));
        return Tally.NONE;
    }

    private Tally contact(Handle handle, ObjectNode json) {
        var id = ArchivedFields.id(Section.CONTACT, json, "id");
        known(address(Section.CONTACT, json));
        var known = handle.createQuery(CONTACT)
                .bind("company", company)
                .bind("phone", JsonFields.text(json, "phone").orElse(null))
                .bind("userId", JsonFields.text(json, "business_scoped_user_id").orElse(null))
                .mapTo(UUID.class)
                .findOne();
        contacts.put(id, known.orElse(id));
        if (known.isPresent()) {
            handle.createUpdate(KEEP_OPT_OUT)
                    .bind("id", known.get())
                    .bind("at", JsonFields.text(json, "opted_out_at").orElse(null))
                    .bind("name", JsonFields.text(json, "name").orElse(null))
                    .bind("givenName", JsonFields.text(json, "given_name").orElse(null))
                    .execute();
            remind(handle, known.get(), json);
            return Tally.NONE;
        }
        json.put("company_id", company);
        if (!rows.insert(handle, "contacts", json)) {
            throw new IllegalArgumentException("contact " + id + " is here already, of another company");
        }
        ErasedPeople.keepOptOuts(
                handle,
                List.of(new ErasedPeople.Met(
                        id,
                        company,
                        JsonFields.text(json, "phone").orElse(null),
                        JsonFields.text(json, "business_scoped_user_id").orElse(null))));
        remind(handle, id, json);
        return Tally.of(RecordKind.CONTACTS, 1);
    }

    /** Whom the company reminded, and of what: of that nobody is reminded again. */
    private void remind(Handle handle, UUID contact, ObjectNode json) {
        for (var table : REMINDED.entrySet()) {
            for (var row : json.path(table.getKey())) {
                if (row instanceof ObjectNode object) {
                    object.put("company_id", company).put("contact_id", contact.toString());
                    rows.insert(handle, table.getValue(), object);
                }
            }
        }
    }

    private Tally conversation(Handle handle, ObjectNode json) {
        var id = ArchivedFields.id(Section.CONVERSATION, json, "id");
        var contact = person(json);
        var config = line(handle, json);
        var known = handle.createQuery(CONVERSATION)
                .bind("contact", contact)
                .bind("config", config)
                .map((row, context) ->
                        new Target(JdbiSetup.uuid(row, "id"), config, row.getLong("last_sequence"), true))
                .findOne();
        if (known.isPresent() && !known.get().id().equals(id)) {
            conversations.put(id, known.get());
            handle.createUpdate(RESERVE)
                    .bind("id", known.get().id())
                    .bind("places", json.path("last_sequence").asLong())
                    .execute();
            return Tally.NONE;
        }
        conversations.put(id, new Target(id, config, 0, false));
        if (known.isPresent()) {
            return Tally.NONE;
        }
        json.put("company_id", company).put("config_id", config.toString()).put("contact_id", contact.toString());
        return rows.insert(handle, "whatsapp_conversations", json) ? Tally.of(RecordKind.CONVERSATIONS, 1) : Tally.NONE;
    }

    private UUID line(Handle handle, ObjectNode json) {
        var line = json.path("line");
        var provider = ArchivedFields.read(Section.CONVERSATION, () -> JsonFields.required(line, "provider"));
        var number = ArchivedFields.read(Section.CONVERSATION, () -> JsonFields.required(line, "phone_number_id"));
        return handle.createQuery(LINE)
                .bind("company", company)
                .bind("provider", provider)
                .bind("line", number)
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("company " + company + " has no number " + number
                        + " of " + provider + "; create_config makes it"));
    }

    private UUID person(ObjectNode conversation) {
        var found = contacts.get(ArchivedFields.id(Section.CONVERSATION, conversation, "contact"));
        if (found == null) {
            throw new IllegalArgumentException("a conversation is of no contact of the archive");
        }
        return found;
    }

    private Tally message(Handle handle, ObjectNode json) {
        var id = ArchivedFields.id(Section.MESSAGE, json, "id");
        var target = conversations.get(ArchivedFields.id(Section.MESSAGE, json, "conversation_id"));
        if (target == null) {
            throw new IllegalArgumentException("message " + id + " is of no conversation of the archive");
        }
        var isHere =
                handle.createQuery(IS_HERE).bind("id", id).mapTo(Boolean.class).one();
        if (isHere) {
            return Tally.NONE;
        }
        json.put("company_id", company)
                .put("config_id", target.config().toString())
                .put("conversation_id", target.id().toString())
                .put("sequence", target.behind() + json.path("sequence").asLong());
        if (OPEN.contains(json.path("status").asText())) {
            json.put("status", "failed").put("failure_reason", "other").put("error_code", "imported");
        }
        if (!rows.insert(handle, "whatsapp_messages", json)) {
            return Tally.NONE; // the provider's history has brought it back meanwhile
        }
        if (target.wasHere()) {
            handle.createUpdate(ADDED).bind("id", target.id()).execute();
        }
        return Tally.of(RecordKind.MESSAGES, 1).plus(decision(handle, id, json)).plus(media(handle, id, target, json));
    }

    private Tally decision(Handle handle, UUID message, ObjectNode json) {
        if (!(json.path("decision") instanceof ObjectNode decision)) {
            return Tally.NONE;
        }
        decision.put("company_id", company).put("message_id", message.toString());
        return rows.insert(handle, "auto_reply_decisions", decision) ? Tally.of(RecordKind.DECISIONS, 1) : Tally.NONE;
    }

    private Tally media(Handle handle, UUID message, Target target, ObjectNode json) {
        if (!(json.path("media") instanceof ObjectNode media)) {
            return Tally.NONE;
        }
        media.put("company_id", company)
                .put("config_id", target.config().toString())
                .put("message_id", message.toString())
                .putNull("due_at")
                .set("reference", JsonNodeFactory.instance.objectNode());
        if (media.path("state").asText().equals("pending")) {
            media.put("state", "failed").put("failure_reason", "other").put("error_code", "imported");
        }
        if (!rows.insert(handle, "media_files", media)) {
            return Tally.NONE;
        }
        handle.createUpdate(KEEP_FILE).bind("message", message).execute();
        return Tally.of(RecordKind.MEDIA_FILES, 1);
    }

    private Tally delivery(Handle handle, ObjectNode json) {
        if (traces == null) { // every message of the archive is here by now
            var known = KnownPerson.find(handle, company, everyAddress, false);
            traces = PersonTraces.of(handle, known.record(new UUID(0, 0), company, everyAddress, List.of()));
        }
        return ArchivedDelivery.add(handle, company, traces, json)
                ? Tally.of(RecordKind.WEBHOOK_EVENTS, 1)
                : Tally.NONE;
    }
}
