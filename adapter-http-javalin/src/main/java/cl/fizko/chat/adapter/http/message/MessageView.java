package cl.fizko.chat.adapter.http.message;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message. */
public record MessageView(
        UUID id,
        UUID conversation,
        @Described("Its place in the conversation.") long sequence,

        @Described("E.g. text, image, audio, document, location, choice, template.")
        String messageType,

        Direction direction,

        @Described("The words of it: a text, a caption, the title of a choice; null if it has none.")
        Optional<String> content,

        @Described("Of an outgoing message; null for an incoming one.")
        Optional<DeliveryStatus> status,

        @Described("The provider's id of it.") Optional<String> externalId,

        @Described("Why it did not arrive, in a word that does not depend on the provider.")
        Optional<FailureReason> failureReason,

        @Described("The provider's own code, e.g. meta:131047.")
        Optional<String> errorCode,

        Optional<String> errorMessage,
        boolean isAutoResponse,

        @Described("The incoming message that it answers by itself.")
        Optional<UUID> triggeredBy,

        Optional<String> agentName,
        Instant createdAt) {

    public static MessageView of(Message message) {
        return new MessageView(
                message.id().value(),
                message.conversation().value(),
                message.sequence(),
                message.content().type(),
                message.direction(),
                message.content().words(),
                message.status(),
                message.externalId().map(ExternalId::value),
                message.failure().map(Failure::reason),
                message.failure().map(Failure::code).filter(code -> !code.isEmpty()),
                message.failure().map(Failure::detail).filter(detail -> !detail.isEmpty()),
                message.isAutoResponse(),
                message.triggeredBy().map(MessageId::value),
                message.agentName().map(AgentName::value),
                message.createdAt());
    }
}
