package cl.fizko.chat.domain.webhook;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.time.Instant;
import java.util.Optional;

/** One thing that a provider's delivery says, in our own terms. A delivery may say several. */
public sealed interface InboundEvent {

    /**
     * A customer wrote.
     *
     * @param line the business number that was written to
     * @param id the provider's id of the message
     * @param sender who wrote
     * @param senderName as WhatsApp shows it; may be missing or an emoji
     * @param sentAt the provider's clock, whole seconds
     * @param quoted the message that this one replies to
     * @param providerConversation the provider's own id of the thread, which some of its calls need; it changes over time
     * @param providerMessage the provider's own id of the message beside {@code id}, which some of its calls need
     * @param live false for imported history, which is stored and never answered
     */
    record MessageReceived(
            LineId line,
            ExternalId id,
            ContactAddress sender,
            Optional<String> senderName,
            MessageContent content,
            Instant sentAt,
            Optional<ExternalId> quoted,
            Optional<String> providerConversation,
            Optional<String> providerMessage,
            boolean live)
            implements InboundEvent {

        /** Without the name and the sender, and without the id: a {@code wamid} spells the number in Base64. */
        @Override
        public String toString() {
            return "MessageReceived[" + line + ", " + content + ", " + sentAt + "]";
        }
    }

    /**
     * A person of the company wrote, with the WhatsApp Business app instead of through us. It is no news of a message of ours:
     * the person takes the conversation over.
     *
     * @param line the business number that wrote
     * @param recipient the customer
     * @param recipientName as WhatsApp shows it
     * @param sentAt the provider's clock, whole seconds
     * @param live false for imported history, which takes nothing over
     */
    record HumanReplied(
            LineId line,
            ExternalId id,
            ContactAddress recipient,
            Optional<String> recipientName,
            MessageContent content,
            Instant sentAt,
            Optional<ExternalId> quoted,
            Optional<String> providerConversation,
            boolean live)
            implements InboundEvent {

        /** Without the name, the recipient and the id, like {@link MessageReceived}. */
        @Override
        public String toString() {
            return "HumanReplied[" + line + ", " + content + ", " + sentAt + "]";
        }
    }

    /**
     * The provider judged a template.
     *
     * @param accountId the business account that owns it; it may serve several lines
     * @param reason in the provider's words, e.g. {@code INCORRECT_CATEGORY}
     */
    record TemplateJudged(
            String accountId, String name, String language, TemplateStatus status, Optional<String> reason, Instant at)
            implements InboundEvent {}

    /**
     * One of our messages moved.
     *
     * @param correlation our own id of the message, where the provider echoes it
     * @param status one of sent, delivered, read, failed
     * @param failure present when the status is failed
     */
    record StatusChanged(
            LineId line,
            ExternalId id,
            Optional<MessageId> correlation,
            DeliveryStatus status,
            Instant at,
            Optional<Failure> failure)
            implements InboundEvent {

        /** Without the provider's id, like {@link MessageReceived}. */
        @Override
        public String toString() {
            return "StatusChanged[" + line + ", " + status + ", " + at + "]";
        }
    }

    /**
     * Understood, and nothing follows from it: stored for the record.
     *
     * @param why in a few words, without personal data
     */
    record Ignored(String why) implements InboundEvent {}

    /**
     * Not understood: stored with its raw bytes for a person to look at.
     *
     * @param reason what is wrong, naming the field, without personal data
     */
    record Undecodable(String reason) implements InboundEvent {}
}
