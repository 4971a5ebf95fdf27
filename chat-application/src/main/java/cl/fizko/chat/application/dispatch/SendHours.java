package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.Optional;

/** Knows of templates that may leave at certain hours only. Asked right before each attempt. Thread-safe. */
@FunctionalInterface
public interface SendHours {

    /** Every template may leave at any hour. */
    SendHours ANY = (message, template) -> Optional.empty();

    /** Why the message must not leave now, nor later; empty when it may leave. */
    Optional<Failure> obstacle(MessageId message, TemplateMessage template);
}
