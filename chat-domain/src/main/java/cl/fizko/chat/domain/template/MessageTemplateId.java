package cl.fizko.chat.domain.template;

import java.util.UUID;

/** Identifies a message template of a company. A UUID of version 7, so ids sort by creation. */
public record MessageTemplateId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
