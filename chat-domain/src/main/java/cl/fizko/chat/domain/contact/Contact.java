package cl.fizko.chat.domain.contact;

import java.util.Optional;

/**
 * A person who writes to a company.
 *
 * @param name as WhatsApp shows it; may be missing or an emoji. Personal data: never log it
 */
public record Contact(ContactId id, ContactAddress address, Optional<String> name) {

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
