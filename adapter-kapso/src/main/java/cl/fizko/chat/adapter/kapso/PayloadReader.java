package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/** What differs between the two versions of Kapso's payload. Each takes an element: an object with {@code message} in it. */
interface PayloadReader {

    /** The {@code wamid}: Meta's id, the only one that is the same everywhere. */
    Field wamid(Field element);

    /** Kapso's own id of the message, which its legacy API needs. */
    Optional<String> ownId(Field element);

    /** Where Kapso writes direction, origin, status and the history of statuses. */
    Field facts(Field element);

    MessageContent content(Field element);

    /** When the customer wrote. */
    Optional<Instant> sentAt(Field element);

    /** When the status of this delivery was reached. */
    Optional<Instant> changedAt(Field element);
}
