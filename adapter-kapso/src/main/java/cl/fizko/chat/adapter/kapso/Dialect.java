package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import com.fasterxml.jackson.databind.JsonNode;

/** One of Kapso's two APIs: how it wants things, and where its answers have what we look for. Thread-safe. */
interface Dialect {

    /** Which one. */
    KapsoErrors.Api api();

    /** How to send a message whose content is within WhatsApp's limits. May have to ask the provider first, and then blocks. */
    Draft draft(OutboundMessage message);

    /** How to mark a message as read. Never {@link Draft.NotNow}. */
    Draft draft(ReadReceipt receipt);

    /** Where a success carries the {@code wamid}; a missing node when it does not. */
    JsonNode acceptedId(JsonNode answer);

    /** Whether a success says that the receipt was taken. */
    boolean isMarkedRead(JsonNode answer);

    /**
     * Whether an id can stand in a path. Ids come from configuration and from webhooks; one like {@code ..} would lead the API key
     * to another address.
     */
    static boolean isPathSegment(String id) {
        return !id.isEmpty()
                && id.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || c == '-'
                                || c == '_');
    }
}
