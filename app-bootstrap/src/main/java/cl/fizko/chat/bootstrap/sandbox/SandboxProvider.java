package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.SendOutcome;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepts whatever a real provider would take, at once, and remembers nothing. What a real one would surely refuse is refused
 * here too, so that a mistake shows before there is an account.
 */
final class SandboxProvider implements MessagingProvider {

    private static final int LONGEST_TEXT = 4096;

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var objection = objection(message.content());
        if (objection.isPresent()) {
            return new SendOutcome.Rejected(new Failure(FailureReason.BAD_REQUEST, "sandbox:invalid", objection.get()));
        }
        departure.begins();
        return new SendOutcome.Accepted(new ExternalId("sandbox." + UUID.randomUUID()));
    }

    /** What is wrong with a content, naming the field; empty when nothing is. */
    private static Optional<String> objection(MessageContent content) {
        if (content instanceof MessageContent.Text text) {
            return objection(text.body());
        }
        if (content instanceof MessageContent.Media media) {
            var file = media.file();
            return file.providerId().isEmpty() && file.url().isEmpty()
                    ? Optional.of("media: neither id nor url")
                    : Optional.empty();
        }
        if (content instanceof TemplateMessage template && template.name().isBlank()) {
            return Optional.of("template.name: empty");
        }
        var onlyReceived = content instanceof MessageContent.Choice
                || content instanceof MessageContent.FormReply
                || content instanceof MessageContent.SystemNotice
                || content instanceof MessageContent.Unsupported;
        return onlyReceived ? Optional.of("type: " + content.type() + " can only be received") : Optional.empty();
    }

    private static Optional<String> objection(String body) {
        if (body.isBlank()) {
            return Optional.of("text.body: empty");
        }
        if (body.length() > LONGEST_TEXT) {
            return Optional.of("text.body: longer than " + LONGEST_TEXT + " characters");
        }
        return PlainText.problem(body).map(problem -> "text.body: " + problem);
    }
}
