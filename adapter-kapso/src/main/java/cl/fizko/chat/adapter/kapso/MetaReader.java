package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.time.Clock;
import java.time.Instant;
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

    private final Clock clock;

    MetaReader(Clock clock) {
        this.clock = clock;
    }

    static boolean isMeta(Field body) {
        return body.at("object").optionalText().filter(OBJECT::equals).isPresent();
    }

    /** Meta's name of the event: the field of the first change. */
    static Optional<String> eventName(Field body) {
        var field = body.node().path("entry").path(0).path("changes").path(0).path("field");
        return new Field(body, "field", field).optionalText();
    }

    List<InboundEvent> read(Field body) {
        var events = new ArrayList<InboundEvent>();
        for (var entry : body.at("entry").elements()) {
            events.addAll(Elements.guarded(() -> entry(entry)));
        }
        return events;
    }

    private List<InboundEvent> entry(Field entry) {
        var events = new ArrayList<InboundEvent>();
        for (var change : entry.at("changes").elements()) {
            events.addAll(Elements.guarded(() -> change(entry, change)));
        }
        return events;
    }

    private List<InboundEvent> change(Field entry, Field change) {
        var value = change.at("value");
        return switch (change.at("field").optionalText().orElse("")) {
            case "messages", "smb_message_echoes" -> messages(value);
            case "message_template_status_update" -> List.of(TemplateReader.read(entry, value, clock));
            case "history" -> List.of(new Ignored("imported history: not recorded yet"));
            case "user_preferences" -> List.of(new Ignored(preference(value)));
            default -> List.of(new Ignored("a field that is not used"));
        };
    }

    private static String preference(Field value) {
        var wishes = value.at("user_preferences").optionalElements().stream()
                .filter(wish -> says(wish, "category", "marketing_messages"))
                .toList();
        if (wishes.stream().anyMatch(wish -> says(wish, "value", "stop"))) {
            return "a customer stopped marketing messages: Meta refuses them by itself, with 131050";
        }
        return wishes.stream().anyMatch(wish -> says(wish, "value", "resume"))
                ? "a customer takes marketing messages again: Meta lets them pass by itself"
                : "a customer's preference of a kind that is not used";
    }

    private static boolean says(Field wish, String name, String word) {
        return wish.at(name).optionalText().filter(word::equals).isPresent();
    }

    private static List<InboundEvent> messages(Field value) {
        var messages = value.at("messages").elements();
        var echoes = value.at("message_echoes").elements();
        var statuses = value.at("statuses").elements();
        if (messages.isEmpty() && echoes.isEmpty() && statuses.isEmpty()) {
            var why = value.at("errors").isMissing()
                    ? "a change without messages and statuses"
                    : "an error of the line: "
                            + StatusReader.failure(value.at("errors")).code();
            return List.of(new Ignored(why));
        }
        var line = Places.lineId(value.at("metadata").at("phone_number_id"));
        var contacts = contacts(value);
        var events = new ArrayList<InboundEvent>(messages.size() + echoes.size() + statuses.size());
        for (var message : messages) {
            events.addAll(Elements.guarded(() -> List.of(message(line, contacts, message))));
        }
        for (var echo : echoes) {
            events.addAll(Elements.guarded(() -> List.of(echo(line, contacts, echo))));
        }
        for (var status : statuses) {
            events.addAll(Elements.guarded(() -> List.of(StatusReader.read(status, line, Optional.empty()))));
        }
        return events;
    }

    private static MessageReceived message(LineId line, Map<Object, Field> contacts, Field message) {
        var sender = Party.of(contacts, message.at("from"), message.at("from_user_id"));
        return new MessageReceived(
                line,
                Places.messageId(message.at("id")),
                sender.address(),
                sender.name(),
                ContentReader.read(message),
                sentAt(message),
                Places.quoted(message),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** What a person typed on the company's own phone: from the line, to the customer. */
    private static HumanReplied echo(LineId line, Map<Object, Field> contacts, Field echo) {
        var recipient = Party.of(contacts, echo.at("to"), echo.at("to_user_id"));
        return new HumanReplied(
                line,
                Places.messageId(echo.at("id")),
                recipient.address(),
                recipient.name(),
                ContentReader.read(echo),
                sentAt(echo),
                Places.quoted(echo),
                Optional.empty(),
                true);
    }

    private static Instant sentAt(Field message) {
        return Timestamps.read(message.at("timestamp"))
                .orElseThrow(() -> message.at("timestamp").wrong("missing"));
    }

    /** The customer of a message, with what the delivery's list of contacts adds. */
    private record Party(ContactAddress address, Optional<String> name) {
        static Party of(Map<Object, Field> contacts, Field number, Field id) {
            var phone = Places.phone(number);
            var writtenId = Places.userId(id);
            var contact = phone.map(contacts::get).or(() -> writtenId.map(contacts::get)); // Optional.map drops null
            var known = phone.or(() -> contact.flatMap(told -> Places.phone(told.at("wa_id"))));
            var userId = writtenId.or(() -> contact.flatMap(told -> Places.userId(told.at("user_id"))));
            return new Party(
                    Places.address(number, known, userId),
                    contact.flatMap(told -> told.at("profile").at("name").optionalText()));
        }
    }

    /**
     * By {@link PhoneNumber} and by {@link BusinessScopedUserId}: their order is not that of the messages. One that cannot be read
     * only takes its name from its message.
     */
    private static Map<Object, Field> contacts(Field value) {
        var contacts = new HashMap<Object, Field>();
        for (var contact : value.at("contacts").optionalElements()) {
            Places.phone(contact.at("wa_id")).ifPresent(phone -> contacts.putIfAbsent(phone, contact));
            Places.userId(contact.at("user_id")).ifPresent(id -> contacts.putIfAbsent(id, contact));
        }
        return contacts;
    }
}
