package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import java.util.Optional;

/** The two sides of a conversation, before it is known whether there is one. */
interface Correspondence {

    WhatsAppConfig config();

    /** The person of the two. */
    ContactAddress customer();

    /** As WhatsApp shows it, if it was told. */
    Optional<String> customerName();
}
