package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One element of a Kapso delivery, in either version of the payload, for the event that its header names. */
final class KapsoEventReader {

    static final String RECEIVED = "whatsapp.message.received";

    private static final String MESSAGE_EVENT = "whatsapp.message.";
    private static final String CONVERSATION_EVENT = "whatsapp.conversation.";

    private final PayloadReader reader;

    KapsoEventReader(PayloadReader reader) {
        this.reader = reader;
    }

    /** @param event the name in the header; empty when the delivery does not say, and the direction has to tell */
    List<InboundEvent> read(Optional<String> event, Field element) {
        if (element.at("test").isTrue() || element.at("is_test").isTrue()) {
            return List.of(new Ignored("a test of the webhook"));
        }
        var name = event.orElseGet(() -> guessed(element));
        if (name.equals(RECEIVED)) {
            return List.of(received(element));
        }
        if (name.startsWith(MESSAGE_EVENT)) {
            var status = StatusReader.named(name.substring(MESSAGE_EVENT.length()));
            if (status.isPresent()) {
                return statuses(element, status.get());
            }
        }
        if (name.startsWith(CONVERSATION_EVENT)) {
            return List.of(new Ignored("an event of the conversation, which is tracked here by itself"));
        }
        return List.of(new Ignored("an event that is not used"));
    }

    /** Only what a customer wrote is a message received: an echo of our own would make the bot answer itself. */
    private InboundEvent received(Field element) {
        var direction = reader.facts(element).at("direction");
        // The event's name says received already: only a word to the contrary counts.
        return switch (direction.text().orElse("inbound")) {
            case "inbound" -> message(element);
            case "outbound" -> new Ignored("an outgoing message reported as received");
            default -> throw direction.wrong("neither inbound nor outbound");
        };
    }

    private MessageReceived message(Field element) {
        var wamid = Places.messageId(reader.wamid(element));
        var line = Places.line(element);
        var sentAt = reader.sentAt(element)
                .or(() -> Timestamps.read(element.at("conversation").at("last_active_at")))
                .orElseThrow(() -> element.at("message").at("timestamp").wrong("missing"));
        return new MessageReceived(
                line,
                wamid,
                Places.sender(element),
                Places.name(element),
                reader.content(element),
                sentAt,
                Places.quoted(element.at("message")),
                Places.conversation(element),
                Optional.empty(),
                isLive(origin(element)));
    }

    private List<InboundEvent> statuses(Field element, DeliveryStatus now) {
        if (isDirection(element, "inbound")) {
            return List.of(new Ignored("a status of the customer's own message"));
        }
        var foreign = writtenElsewhere(origin(element));
        if (foreign.isPresent()) {
            return List.of(foreign.get());
        }
        var wamid = Places.messageId(reader.wamid(element));
        var line = Places.line(element);
        var events = new ArrayList<InboundEvent>();
        for (var status : reader.facts(element).at("statuses").elements()) {
            events.addAll(Elements.guarded(() -> List.of(StatusReader.read(status, line, Optional.of(wamid)))));
        }
        if (events.stream().noneMatch(event -> says(event, wamid, now))) {
            events.add(reported(element, line, wamid, now));
        }
        return events;
    }

    /** What was not sent through the API, by us or by another system on the same line. */
    private static Optional<InboundEvent> writtenElsewhere(String origin) {
        return switch (origin) {
            case "business_app" ->
                Optional.of(new Ignored("written by a person in the WhatsApp Business app: not recorded yet"));
            case "history_sync" -> Optional.of(new Ignored("imported history of the company's own messages"));
            default -> Optional.empty();
        };
    }

    private static boolean says(InboundEvent event, ExternalId wamid, DeliveryStatus status) {
        return event instanceof StatusChanged change
                && change.status() == status
                && change.id().equals(wamid);
    }

    /** What the header says happened now, where the history does not have it, or not yet. */
    private StatusChanged reported(Field element, LineId line, ExternalId wamid, DeliveryStatus now) {
        var at = reader.changedAt(element)
                .or(() -> Timestamps.read(element.at("conversation").at("last_active_at")))
                .orElseThrow(() -> element.at("message").at("timestamp").wrong("missing"));
        var failure = now == DeliveryStatus.FAILED ? Optional.of(failure(element)) : Optional.<Failure>empty();
        return new StatusChanged(line, wamid, Optional.empty(), now, at, failure);
    }

    private Failure failure(Field element) {
        var facts = reader.facts(element);
        var errors = Optional.of(element.at("message").at("errors"))
                .filter(field -> !field.isMissing())
                .orElseGet(() -> facts.at("errors"));
        if (errors.isMissing() && !facts.at("error_message").isMissing()) {
            return KapsoErrors.failure(
                    List.of(ProviderError.ofStatus(facts.at("error_message").node())));
        }
        return StatusReader.failure(errors);
    }

    private String origin(Field element) {
        return reader.facts(element).at("origin").optionalText().orElse("cloud_api");
    }

    /** An import is never answered, and neither is what claims to come from the company's own phone. */
    private static boolean isLive(String origin) {
        return !origin.equals("history_sync") && !origin.equals("business_app");
    }

    private boolean isDirection(Field element, String direction) {
        return Objects.equals(
                reader.facts(element).at("direction").optionalText().orElse(null), direction);
    }

    private String guessed(Field element) {
        if (element.at("message").isMissing()) {
            if (element.at("conversation").isMissing()) {
                throw new NotUnderstood("X-Webhook-Event: missing, and the body does not tell");
            }
            return CONVERSATION_EVENT + "unknown";
        }
        return isDirection(element, "outbound")
                ? MESSAGE_EVENT + reader.facts(element).at("status").requiredText()
                : RECEIVED;
    }
}
