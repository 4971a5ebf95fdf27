package cl.fizko.chat.domain.message;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of a company's messages are wanted: those that fulfil all that is present.
 *
 * @param type as {@link MessageContent#type()} names it
 * @param since inclusive
 * @param until exclusive
 */
public record MessageFilter(
        Optional<ConversationId> conversation,
        Optional<Direction> direction,
        Optional<DeliveryStatus> status,
        Optional<String> type,
        Optional<AgentName> agent,
        Optional<ExternalId> externalId,
        Optional<Instant> since,
        Optional<Instant> until) {

    private static final MessageFilter NONE = new MessageFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Every message. */
    public static MessageFilter none() {
        return NONE;
    }

    /** Every message of a conversation. */
    public static MessageFilter of(ConversationId conversation) {
        return new MessageFilter(
                Optional.of(conversation),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
