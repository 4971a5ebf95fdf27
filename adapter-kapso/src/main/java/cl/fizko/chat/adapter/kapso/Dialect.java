package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;

/** One of Kapso's two APIs: how it wants a message, and where its answer has the id. Thread-safe. */
interface Dialect {

    Draft draft(OutboundMessage message);

    /** Where a success carries the {@code wamid}; a missing node when it does not. */
    JsonNode acceptedId(JsonNode answer);

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

    static Draft.Refused unsupported(OutboundMessage message) {
        return Draft.Refused.badRequest(
                "unsupported", "sending " + message.content().type() + " is not supported");
    }
}
