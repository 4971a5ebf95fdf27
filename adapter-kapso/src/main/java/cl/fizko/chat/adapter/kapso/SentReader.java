package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the history tells of a message that was sent through the API. Whatever but the id cannot be read counts as untold. */
final class SentReader {

    private final PayloadReader reader;

    SentReader(PayloadReader reader) {
        this.reader = reader;
    }

    Entry.Sent read(Field element) {
        var message = element.at("message");
        var id = Places.messageId(reader.wamid(element));
        var changes = changes(element);
        var status = status(reader.facts(element), changes);
        return new Entry.Sent(
                id,
                correlation(element, changes),
                recipient(element),
                content(element),
                Places.quoted(message),
                status,
                at(element, changes, status),
                status == DeliveryStatus.FAILED ? Optional.of(failure(element, changes)) : Optional.empty());
    }

    private List<StatusChanged> changes(Field element) {
        var line = Places.line(element);
        var wamid = Places.messageId(reader.wamid(element));
        var changes = new ArrayList<StatusChanged>();
        for (var status : statuses(element)) {
            for (var event : Elements.guarded(() -> List.of(StatusReader.read(
                    status, line, Optional.of(wamid), element.at("message"), reader.facts(element))))) {
                if (event instanceof StatusChanged change && change.id().equals(wamid)) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    private List<Field> statuses(Field element) {
        return reader.facts(element).at("statuses").optionalElements();
    }

    /** The highest: the list and the summary beside it may each be ahead of the other. */
    private static DeliveryStatus status(Field facts, List<StatusChanged> changes) {
        var status = DeliveryStatus.SENT.after(
                facts.at("status").optionalText().flatMap(StatusReader::named).orElse(DeliveryStatus.SENT));
        for (var change : changes) {
            status = status.after(change.status());
        }
        return status;
    }

    private Instant at(Field element, List<StatusChanged> changes, DeliveryStatus status) {
        return changes.stream()
                .filter(change -> change.status() == status)
                .map(StatusChanged::at)
                .findFirst()
                .or(() -> status == DeliveryStatus.SENT ? reader.sentAt(element) : reader.changedAt(element))
                .orElseThrow(() -> element.at("message").at("timestamp").wrong("missing"));
    }

    private Failure failure(Field element, List<StatusChanged> changes) {
        return changes.stream()
                .map(StatusChanged::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> StatusReader.failureIn(element.at("message"), reader.facts(element)));
    }

    private Optional<MessageId> correlation(Field element, List<StatusChanged> changes) {
        return changes.stream()
                .map(StatusChanged::correlation)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Places.first(StatusReader::correlation, element.at("message"), reader.facts(element)));
    }

    private Optional<ContactAddress> recipient(Field element) {
        return told(() -> Places.recipient(element))
                .or(() -> statuses(element).stream()
                        .map(status -> told(() -> Places.address(
                                status,
                                Places.phone(status.at("recipient_id")),
                                Places.userId(status.at("recipient_user_id")))))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private MessageContent content(Field element) {
        var message = element.at("message");
        return SentContent.read(message)
                .or(() -> told(() -> reader.content(element)))
                .orElseGet(() -> new MessageContent.Unsupported(
                        Places.first(Field::optionalText, message.at("type"), message.at("message_type"))
                                .map(type -> Storable.cut(type, 64))
                                .orElse("unknown")));
    }

    private static <T> Optional<T> told(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }
}
