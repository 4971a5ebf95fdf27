package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.webhook.InboundEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Meta's status objects, which Kapso passes on unchanged (Meta, "Webhooks, statuses"). */
final class StatusReader {

    private StatusReader() {}

    /**
     * Reads one.
     *
     * @param message the message it belongs to, where it does not say so itself
     * @param around where else its errors may be
     */
    static InboundEvent read(Field status, LineId line, Optional<ExternalId> message, Field... around) {
        var name = status.at("status").requiredText();
        var reached = named(name);
        if (reached.isEmpty()) {
            return new InboundEvent.Ignored("a status that is not used");
        }
        var id = status.at("id").isMissing() && message.isPresent() ? message.get() : Places.messageId(status.at("id"));
        var at = Timestamps.read(status.at("timestamp"))
                .orElseThrow(() -> status.at("timestamp").wrong("missing"));
        var failure = Optional.of(reached.get())
                .filter(DeliveryStatus.FAILED::equals)
                .map(failed -> failureIn(
                        Stream.concat(Stream.of(status), Arrays.stream(around)).toArray(Field[]::new)));
        return new InboundEvent.StatusChanged(line, id, correlation(status), reached.get(), at, failure);
    }

    /** The status of that name; a voice message that was played has been read. */
    static Optional<DeliveryStatus> named(String name) {
        return switch (name) {
            case "sent" -> Optional.of(DeliveryStatus.SENT);
            case "delivered" -> Optional.of(DeliveryStatus.DELIVERED);
            case "read", "played" -> Optional.of(DeliveryStatus.READ);
            case "failed" -> Optional.of(DeliveryStatus.FAILED);
            default -> Optional.empty();
        };
    }

    /** Why a message failed: Meta's errors, or a text in payload v1, in the first place that tells. */
    static Failure failureIn(Field... places) {
        return Arrays.stream(places)
                .flatMap(place -> Stream.of(place.at("errors"), place.at("error_message"), place.at("error")))
                .filter(StatusReader::tells)
                .findFirst()
                .map(StatusReader::failure)
                .orElseGet(() -> KapsoErrors.failure(List.of()));
    }

    private static boolean tells(Field errors) {
        return !errors.isMissing()
                && !(errors.node().isContainerNode() && errors.node().isEmpty());
    }

    /** @param errors a list of them, or the only one */
    static Failure failure(Field errors) {
        var all = errors.isMissing() || errors.node().isArray() ? errors.elements() : List.of(errors);
        return KapsoErrors.failure(
                all.stream().map(Field::node).map(ProviderError::ofStatus).toList());
    }

    /** Our own id, if what comes back is one: other systems may send on the same line. */
    static Optional<MessageId> correlation(Field status) {
        return status.at("biz_opaque_callback_data")
                .optionalText()
                .filter(text -> text.length() == 36)
                .flatMap(StatusReader::uuid);
    }

    private static Optional<MessageId> uuid(String text) {
        try {
            return Optional.of(new MessageId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
