package cl.fizko.chat.application.conversation;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDesk.Seat;
import jakarta.inject.Inject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a person gives a conversation back. Agents answer what the customer writes from now on, and nothing of what they wrote
 * while a person had it: an answer that comes hours late, or repeats the person's, is worse than none. Thread-safe.
 */
public final class Release {

    private static final Logger log = LoggerFactory.getLogger(Release.class);

    private final ConversationDesk desk;

    @Inject
    public Release(ConversationDesk desk) {
        this.desk = desk;
    }

    /** Empty when there is no such conversation in the scope. One that agents have already stays as it is. */
    public Optional<Seat> release(Scope scope, ConversationId conversation) {
        var seat = desk.release(scope, conversation);
        seat.filter(Seat::changed).ifPresent(now -> log.info("conversation {}: agents have it again", conversation));
        return seat;
    }
}
