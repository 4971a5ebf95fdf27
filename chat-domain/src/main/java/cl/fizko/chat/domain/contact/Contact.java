package cl.fizko.chat.domain.contact;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who writes to a company.
 *
 * @param name as WhatsApp shows it; may be missing or an emoji. Personal data: never log it
 * @param optedOutAt since when the person wants no messages of our own accord; empty: never said so
 */
public record Contact(ContactId id, ContactAddress address, Optional<String> name, Optional<Instant> optedOutAt) {

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
