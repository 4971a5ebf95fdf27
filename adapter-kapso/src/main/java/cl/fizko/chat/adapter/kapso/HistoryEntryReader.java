package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import cl.fizko.chat.domain.webhook.InboundEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A message in the history, read like the webhook that told it or should have. */
final class HistoryEntryReader {

    private HistoryEntryReader() {}

    /**
     * Reads one.
     *
     * @param conversation where it was found, if the entry does not tell
     * @return empty for a message of another line or the other direction
     */
    static Optional<Entry> read(Query query, Optional<String> conversation, Field entry) {
        return Elements.guarded(
                () -> read(query, Field.root(element(query, conversation, entry)), entry),
                reason -> Optional.of(written(reason, entry)));
    }

    private static Optional<Entry> read(Query query, Field element, Field entry) {
        if (!Places.line(element).equals(query.line())) {
            return Optional.empty();
        }
        var reader = KapsoWebhookCodec.reader(Optional.empty(), element);
        var direction = reader.direction(element).or(query::direction).orElseGet(() -> guessed(element));
        if (query.direction().filter(wanted -> wanted != direction).isPresent()) {
            return Optional.empty();
        }
        if (direction == Direction.OUTGOING && !reader.isHandwritten(element)) {
            return Optional.of(reader.sent(element));
        }
        return Optional.of(
                written(direction == Direction.INCOMING ? reader.message(element) : reader.humanReply(element), entry));
    }

    /** Only what leaves the company has a recipient. */
    private static Direction guessed(Field element) {
        return element.at("message").at("to").isMissing() ? Direction.INCOMING : Direction.OUTGOING;
    }

    /** The entry in the envelope that its webhook would have had. */
    private static JsonNode element(Query query, Optional<String> conversation, Field entry) {
        if (!entry.node().isObject()) {
            throw entry.wrong("not an object");
        }
        var element = Json.object();
        element.set("message", entry.node());
        var told = Field.root(element);
        if (Places.conversation(told).isEmpty()) {
            conversation.ifPresent(id -> element.putObject("conversation").put("id", id));
        }
        if (!Places.tellsLine(told)) {
            element.put("phone_number_id", query.line().value());
        }
        return element;
    }

    private static Entry written(InboundEvent event, Field entry) {
        // Not through a generator: what no database can hold in a text may well stand in the bytes.
        return new Entry.Written(event, entry.node().toString().getBytes(StandardCharsets.UTF_8));
    }
}
