package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.util.Optional;

/**
 * One message on its way out.
 *
 * @param id our id; handed to the provider as correlation where it can carry one
 * @param line the business number that sends
 * @param token the line's own key; empty means the provider's default
 * @param quoted the customer's message that this one replies to, shown as a quote
 * @param providerConversation the provider's own id of the thread, if it ever told one
 */
public record OutboundMessage(
        MessageId id,
        LineId line,
        Optional<Secret> token,
        ContactAddress recipient,
        MessageContent content,
        Optional<ExternalId> quoted,
        Optional<String> providerConversation) {}
