package cl.fizko.chat.domain.webhook;

import java.util.UUID;

/** Identifies one stored delivery of a provider. A UUID of version 7, so ids sort by creation. */
public record WebhookEventId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
