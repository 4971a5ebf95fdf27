package cl.fizko.chat.domain.conversation;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import java.util.Optional;

/**
 * The thread between one business number and one contact. There is one for the two, for ever: providers start new threads of
 * their own now and then, customers do not.
 *
 * @param window empty when the customer never wrote
 */
public record Conversation(
        ConversationId id,
        CompanyId companyId,
        WhatsAppConfigId configId,
        Contact contact,
        ConversationOwner owner,
        Optional<CustomerServiceWindow> window) {}
