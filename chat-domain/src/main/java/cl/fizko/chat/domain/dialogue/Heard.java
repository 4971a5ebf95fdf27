package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;

/** A message of the customer that nobody has answered. */
public record Heard(MessageId id, ExternalId externalId, MessageContent content, Instant at) {

    /** Its words; empty when there are none to read. */
    Optional<String> words() {
        return content.words().filter(words -> !words.isBlank() || content instanceof MessageContent.Text);
    }
}
