package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/** Payload v2: Meta's message with Kapso's additions under {@code message.kapso} (Kapso, "Webhook event types"). */
final class V2Reader implements PayloadReader {

    @Override
    public Field wamid(Field element) {
        return element.at("message").at("id");
    }

    @Override
    public Optional<String> ownId(Field element) {
        return Optional.empty();
    }

    @Override
    public Field facts(Field element) {
        return element.at("message").at("kapso");
    }

    @Override
    public MessageContent content(Field element) {
        return ContentReader.read(element.at("message"));
    }

    @Override
    public Optional<Instant> sentAt(Field element) {
        return Timestamps.read(element.at("message").at("timestamp"));
    }

    @Override
    public Optional<Instant> changedAt(Field element) {
        return sentAt(element);
    }
}
