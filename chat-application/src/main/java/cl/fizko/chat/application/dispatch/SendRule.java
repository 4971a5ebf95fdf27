package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import java.util.Optional;

/** Knows of templates that may leave only at certain hours, or to certain people. Asked right before each attempt. Thread-safe. */
@FunctionalInterface
public interface SendRule {

    /** Every template may leave whenever any message may. */
    SendRule ANY = (send, template) -> Optional.empty();

    /**
     * Why the message must not leave now, nor later; empty when it may leave.
     *
     * @param template its content
     */
    Optional<Failure> obstacle(ClaimedSend send, TemplateMessage template);
}
