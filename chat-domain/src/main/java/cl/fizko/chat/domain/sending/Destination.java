package cl.fizko.chat.domain.sending;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.util.Optional;

/** Where a message goes, and which business number sends it. */
public sealed interface Destination {

    /** A conversation that is there, by the number that it belongs to. */
    record InConversation(ConversationId id) implements Destination {}

    /**
     * A person.
     *
     * @param by the number that sends; empty: that of the latest conversation with this person, else the company's only active
     *     one
     */
    record Person(PhoneNumber phone, Optional<WhatsAppConfigId> by) implements Destination {}

    /**
     * Somebody whom the company knows, however they are reached now.
     *
     * @param by the number that sends
     */
    record KnownContact(ContactId id, WhatsAppConfigId by) implements Destination {}
}
