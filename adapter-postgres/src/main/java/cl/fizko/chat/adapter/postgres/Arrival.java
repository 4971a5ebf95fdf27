package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OutgoingMessages.Address;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.Inbox.Effect.AddHumanReply;
import cl.fizko.chat.domain.port.Inbox.Effect.AddMessage;
import cl.fizko.chat.domain.port.Inbox.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that a delivery brings: what a customer wrote, or what a person of the company wrote with the WhatsApp Business app.
 *
 * @param entry the delivery
 * @param customer the other side of the conversation
 * @param outgoing whether it was the company that wrote
 * @param live false for imported history
 */
record Arrival(
        Entry entry,
        WhatsAppConfig config,
        ExternalId id,
        ContactAddress customer,
        Optional<String> customerName,
        MessageContent content,
        Instant writtenAt,
        Optional<ExternalId> quoted,
        Optional<String> providerConversation,
        Optional<String> providerMessage,
        boolean outgoing,
        boolean live,
        boolean awaitsTurn)
        implements Correspondence {

    /** How long after writing a person is taken to be still at it. */
    private static final Duration STILL_THERE = Duration.ofMinutes(30);

    static Arrival of(Entry entry, AddMessage effect) {
        var event = effect.event();
        return new Arrival(
                entry,
                effect.config(),
                event.id(),
                event.sender(),
                event.senderName(),
                event.content(),
                event.sentAt(),
                event.quoted(),
                event.providerConversation(),
                event.providerMessage(),
                false,
                event.live(),
                effect.awaitsTurn());
    }

    static Arrival of(Entry entry, AddHumanReply effect) {
        var event = effect.event();
        return new Arrival(
                entry,
                effect.config(),
                event.id(),
                event.recipient(),
                event.recipientName(),
                event.content(),
                event.sentAt(),
                event.quoted(),
                event.providerConversation(),
                Optional.empty(),
                true,
                event.live(),
                false);
    }

    Address address() {
        return new Address(config.id().value(), id.value());
    }

    /** Whether a person takes the conversation over by it. What we found ourselves, long after, only tells what was. */
    boolean takesOver() {
        return outgoing
                && live
                && (!entry.backfilled()
                        || !writtenAt.isBefore(entry.receivedAt().minus(STILL_THERE)));
    }

    /** Whether the customer wrote something new, and did not correct or take back what is there. */
    boolean isNews() {
        return !outgoing && !(content instanceof MessageContent.Edit) && !(content instanceof MessageContent.Removal);
    }

    /** Whether free-form text may be sent for 24 hours: a reaction, or what WhatsApp itself says, is no message of the customer's. */
    boolean opensWindow() {
        return isNews()
                && !(content instanceof MessageContent.Reaction)
                && !(content instanceof MessageContent.SystemNotice);
    }

    /** The provider's clock, but never in the future. */
    Instant happenedAt() {
        return writtenAt.isBefore(entry.receivedAt()) ? writtenAt : entry.receivedAt();
    }

    /** The name in the database. */
    String origin() {
        if (entry.backfilled()) {
            return "backfilled";
        }
        if (!live) {
            return "history_sync";
        }
        return outgoing ? "business_app" : "live";
    }
}
