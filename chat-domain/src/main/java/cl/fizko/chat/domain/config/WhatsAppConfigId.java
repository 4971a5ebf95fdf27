package cl.fizko.chat.domain.config;

import java.util.UUID;

/** Identifies a business number that a company has connected. A UUID of version 7, so ids sort by creation. */
public record WhatsAppConfigId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
