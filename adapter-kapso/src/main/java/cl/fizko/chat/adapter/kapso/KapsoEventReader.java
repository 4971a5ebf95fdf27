package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One element of a Kapso delivery, in either version of the payload, for the event that its header names. */
final class KapsoEventReader {

    static final String RECEIVED = "whatsapp.message.received";

    private static final String MESSAGE_EVENT = "whatsapp.message.";
    private static final String CONVERSATION_EVENT = "whatsapp.conversation.";

    /** Typed on the company's own phone. */
    private static final String APP = "business_app";

    private static final String IMPORT = "history_sync";

    private final PayloadReader reader;

    KapsoEventReader(PayloadReader reader) {
        this.reader = reader;
    }

    /** @param event the name in the header; empty when the delivery does not say, and the direction has to tell */
    List<InboundEvent> read(Optional<String> event, Field element) {
        if (isTest(element) || isTest(element.at("message"))) {
            return List.of(new Ignored("a test of the webhook"));
        }
        var name = event.orElseGet(() -> guessed(element));
        if (name.equals(RECEIVED)) {
            return List.of(received(element));
        }
        if (name.startsWith(MESSAGE_EVENT)) {
            var status = StatusReader.named(name.substring(MESSAGE_EVENT.length()));
            if (status.isPresent()) {
                return outgoing(element, status.get());
            }
        }
        if (name.startsWith(CONVERSATION_EVENT)) {
            return List.of(new Ignored("an event of the conversation, which is tracked here by itself"));
        }
        return List.of(new Ignored("an event that is not used"));
    }

    /** The shape of a test is not documented; these are the names that clients look for. */
    static boolean isTest(Field place) {
        return place.at("test").isTrue() || place.at("is_test").isTrue();
    }

    /** Only what a customer wrote is a message received: an echo of our own would make the bot answer itself. */
    private InboundEvent received(Field element) {
        var direction = reader.facts(element).at("direction");
        // The event's name says received already: only a word to the contrary counts.
        return switch (direction.text().orElse("inbound")) {
            case "inbound" -> message(element);
            case "outbound" ->
                isHandwritten(element) ? humanReply(element) : new Ignored("an outgoing message reported as received");
            default -> throw direction.wrong("neither inbound nor outbound");
        };
    }

    /** A customer's message, whatever its direction says. */
    MessageReceived message(Field element) {
        var id = receivedId(element);
        var line = Places.line(element);
        return new MessageReceived(
                line,
                id,
                Places.sender(element),
                Places.name(element),
                reader.content(element),
                sentAt(element),
                Places.quoted(element.at("message")),
                Places.conversation(element),
                reader.ownId(element),
                isLive(origin(element)));
    }

    /**
     * The {@code wamid}. Payload v1 may not have it yet: Kapso's own id stands in then, for a message that is lost is worse than
     * one that is stored twice because its {@code wamid} comes later, with a retry or in the history.
     */
    private ExternalId receivedId(Field element) {
        var wamid = reader.wamid(element);
        return Optional.of(wamid)
                .filter(Field::isMissing)
                .flatMap(missing -> reader.ownId(element))
                .flatMap(StandInId::of)
                .orElseGet(() -> Places.messageId(wamid));
    }

    /** A message of the company, whatever its origin says. */
    HumanReplied humanReply(Field element) {
        var wamid = Places.messageId(reader.wamid(element));
        var line = Places.line(element);
        return new HumanReplied(
                line,
                wamid,
                Places.recipient(element),
                Places.name(element),
                reader.content(element),
                sentAt(element),
                Places.quoted(element.at("message")),
                Places.conversation(element),
                !origin(element).equals(IMPORT));
    }

    private Instant sentAt(Field element) {
        return reader.sentAt(element)
                .or(() -> Timestamps.read(element.at("conversation").at("last_active_at")))
                .orElseThrow(() -> element.at("message").at("timestamp").wrong("missing"));
    }

    /** What the history tells of a message that was sent through the API. */
    MessageHistory.Entry.Sent sent(Field element) {
        return new SentReader(reader).read(element);
    }

    /** Which way the message went, if the element tells. */
    Optional<Direction> direction(Field element) {
        return Places.first(
                        Field::optionalText,
                        reader.facts(element).at("direction"),
                        element.at("message").at("direction"))
                .flatMap(word -> switch (word) {
                    case "inbound" -> Optional.of(Direction.INCOMING);
                    case "outbound" -> Optional.of(Direction.OUTGOING);
                    default -> Optional.empty();
                });
    }

    private List<InboundEvent> outgoing(Field element, DeliveryStatus now) {
        if (isDirection(element, "inbound")) {
            return List.of(new Ignored("a status of the customer's own message"));
        }
        return isHandwritten(element) ? handwritten(element, now) : moved(element, now);
    }

    /**
     * What was not sent through the API but with the WhatsApp Business app. The message comes before its statuses, for any of them
     * may be the first that we hear of it; without what it says a status is still a status.
     */
    private List<InboundEvent> handwritten(Field element, DeliveryStatus now) {
        if (now == DeliveryStatus.SENT) {
            var events = new ArrayList<InboundEvent>(List.of(humanReply(element)));
            events.addAll(news(history(element)));
            return events;
        }
        var events = new ArrayList<>(Elements.guarded(() -> List.of(humanReply(element))));
        events.removeIf(Undecodable.class::isInstance);
        events.addAll(news(moved(element, now)));
        return events;
    }

    /** That a person's message was sent is known from the message itself. */
    private static List<InboundEvent> news(List<InboundEvent> events) {
        return events.stream()
                .filter(event -> !(event instanceof StatusChanged change && change.status() == DeliveryStatus.SENT))
                .toList();
    }

    private List<InboundEvent> moved(Field element, DeliveryStatus now) {
        var wamid = Places.messageId(reader.wamid(element));
        var line = Places.line(element);
        var events = new ArrayList<>(history(element));
        if (events.stream().noneMatch(event -> says(event, wamid, now))) {
            events.add(reported(element, line, wamid, now));
        }
        return events;
    }

    private List<InboundEvent> history(Field element) {
        var wamid = Places.messageId(reader.wamid(element));
        var line = Places.line(element);
        var events = new ArrayList<InboundEvent>();
        for (var status : reader.facts(element).at("statuses").optionalElements()) {
            events.addAll(Elements.guarded(() -> List.of(StatusReader.read(
                    status, line, Optional.of(wamid), element.at("message"), reader.facts(element)))));
        }
        return events;
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
        var failure = now == DeliveryStatus.FAILED
                ? Optional.of(StatusReader.failureIn(element.at("message"), reader.facts(element)))
                : Optional.<Failure>empty();
        var correlation = Places.first(StatusReader::correlation, element.at("message"), reader.facts(element));
        return new StatusChanged(line, wamid, correlation, now, at, failure);
    }

    /** Whether a person wrote it, now or in the imported past. */
    boolean isHandwritten(Field element) {
        var origin = origin(element);
        return origin.equals(APP) || origin.equals(IMPORT);
    }

    private String origin(Field element) {
        return reader.facts(element).at("origin").optionalText().orElse("cloud_api");
    }

    /** An import is never answered, and neither is what claims to come from the company's own phone. */
    private static boolean isLive(String origin) {
        return !origin.equals(IMPORT) && !origin.equals(APP);
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
                ? MESSAGE_EVENT + reader.facts(element).at("status").text().orElse("sent")
                : RECEIVED;
    }
}
