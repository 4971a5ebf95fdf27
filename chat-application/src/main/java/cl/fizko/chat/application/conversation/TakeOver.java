package cl.fizko.chat.application.conversation;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDesk.Seat;
import jakarta.inject.Inject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: a person takes a conversation. From its return on no agent's reply leaves; one in flight may. Thread-safe. */
public final class TakeOver {

    private static final Logger log = LoggerFactory.getLogger(TakeOver.class);

    private final ConversationDesk desk;

    @Inject
    public TakeOver(ConversationDesk desk) {
        this.desk = desk;
    }

    /** Empty when there is no such conversation in the scope. A person who has it already keeps it. */
    public Optional<Seat> takeOver(Scope scope, ConversationId conversation) {
        var seat = desk.takeOver(scope, conversation);
        seat.filter(Seat::changed).ifPresent(now -> log.info("conversation {}: a person took it", conversation));
        return seat;
    }
}
