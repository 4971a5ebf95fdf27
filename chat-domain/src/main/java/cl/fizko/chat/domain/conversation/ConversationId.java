package cl.fizko.chat.domain.conversation;

import java.util.UUID;

/** Identifies the thread between one business number and one contact. A UUID of version 7, so ids sort by creation. */
public record ConversationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
