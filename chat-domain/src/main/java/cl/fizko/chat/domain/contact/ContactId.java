package cl.fizko.chat.domain.contact;

import java.util.UUID;

/** Identifies a person who writes to a company. A UUID of version 7, so ids sort by creation. */
public record ContactId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
