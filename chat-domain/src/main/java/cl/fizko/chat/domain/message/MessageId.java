package cl.fizko.chat.domain.message;

import java.util.UUID;

/** Identifies a message of ours, in either direction; also the correlation that a provider echoes. A UUID of version 7, so ids sort by creation. */
public record MessageId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
