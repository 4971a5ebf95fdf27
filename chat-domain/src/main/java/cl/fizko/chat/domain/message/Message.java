package cl.fizko.chat.domain.message;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored message.
 *
 * @param sequence its place in the conversation
 * @param status of an outgoing message; empty for an incoming one
 * @param triggeredBy the incoming message that an auto-reply answers
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        long sequence,
        Direction direction,
        MessageContent content,
        Optional<DeliveryStatus> status,
        Optional<ExternalId> externalId,
        Optional<Failure> failure,
        Optional<MessageId> triggeredBy,
        Optional<AgentName> agentName,
        Instant createdAt) {

    /** Whether it answers an incoming message by itself. */
    public boolean isAutoResponse() {
        return triggeredBy.isPresent();
    }
}
