package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meta's own deliveries, which Kapso forwards unchanged for webhooks of kind {@code meta}: every entry, change, message and
 * status, up to 1,000 in one body (Meta, "Webhooks").
 */
final class MetaReader {

    private static final String OBJECT = "whatsapp_business_account";

    private MetaReader() {}

    static boolean isMeta(Field body) {
        return body.at("object").optionalText().filter(OBJECT::equals).isPresent();
    }

    /** Meta's name of the event: the field of the first change. */
    static Optional<String> eventName(Field body) {
        var field = body.node().path("entry").path(0).path("changes").path(0).path("field");
        return new Field(body, "field", field).optionalText();
    }

    static List<InboundEvent> read(Field body) {
        var events = new ArrayList<InboundEvent>();
        for (var entry : body.at("entry").elements()) {
            events.addAll(Elements.guarded(() -> entry(entry)));
        }
        return events;
    }

    private static List<InboundEvent> entry(Field entry) {
        var events = new ArrayList<InboundEvent>();
        for (var change : entry.at("changes").elements()) {
            events.addAll(Elements.guarded(() -> change(change)));
        }
        return events;
    }

    private static List<InboundEvent> change(Field change) {
        return switch (change.at("field").optionalText().orElse("")) {
            case "messages" -> messages(change.at("value"));
            case "smb_message_echoes" ->
                List.of(new Ignored("written by a person in the WhatsApp Business app: not recorded yet"));
            case "history" -> List.of(new Ignored("imported history: not recorded yet"));
            default -> List.of(new Ignored("a field that is not used"));
        };
    }

    private static List<InboundEvent> messages(Field value) {
        var messages = value.at("messages").elements();
        var statuses = value.at("statuses").elements();
        if (messages.isEmpty() && statuses.isEmpty()) {
            return List.of(new Ignored("a change without messages and statuses"));
        }
        var line = Places.lineId(value.at("metadata").at("phone_number_id"));
        var contacts = contacts(value);
        var events = new ArrayList<InboundEvent>(messages.size() + statuses.size());
        for (var message : messages) {
            events.addAll(Elements.guarded(() -> List.of(message(line, contacts, message))));
        }
        for (var status : statuses) {
            events.addAll(Elements.guarded(() -> List.of(StatusReader.read(status, line, Optional.empty()))));
        }
        return events;
    }

    private static MessageReceived message(LineId line, Map<Object, Field> contacts, Field message) {
        var phone = Places.phone(message.at("from"));
        var writtenId = Places.userId(message.at("from_user_id"));
        var contact = phone.map(contacts::get).or(() -> writtenId.map(contacts::get)); // Optional.map drops null
        var userId = writtenId.or(() -> contact.flatMap(known -> Places.userId(known.at("user_id"))));
        return new MessageReceived(
                line,
                Places.messageId(message.at("id")),
                Places.address(message, phone, userId),
                contact.flatMap(known -> known.at("profile").at("name").optionalText()),
                ContentReader.read(message),
                Timestamps.read(message.at("timestamp"))
                        .orElseThrow(() -> message.at("timestamp").wrong("missing")),
                Places.quoted(message),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** By {@link PhoneNumber} and by {@link BusinessScopedUserId}: their order is not that of the messages. */
    private static Map<Object, Field> contacts(Field value) {
        var contacts = new HashMap<Object, Field>();
        for (var contact : value.at("contacts").elements()) {
            Places.phone(contact.at("wa_id")).ifPresent(phone -> contacts.putIfAbsent(phone, contact));
            Places.userId(contact.at("user_id")).ifPresent(id -> contacts.putIfAbsent(id, contact));
        }
        return contacts;
    }
}
