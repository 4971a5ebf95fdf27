package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;

/**
 * Counts the messages that deliveries bring, and the failures that they tell of. A delivery of which only a part is new counts as a
 * whole: the store does not say which part.
 */
final class MeasuredInbox implements Inbox {

    private final Inbox inbox;
    private final MessageMeters messages;

    MeasuredInbox(Inbox inbox, MessageMeters messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    @Override
    public Receipt store(Entry entry) {
        var receipt = inbox.store(entry);
        if (receipt.status() != WebhookEventStatus.DUPLICATE) {
            entry.effects().forEach(this::count);
        }
        return receipt;
    }

    private void count(Effect effect) {
        if (effect instanceof Effect.AddMessage added) {
            messages.incoming(added.event().content());
        } else if (effect instanceof Effect.AddHumanReply reply) {
            messages.outgoing(reply.event().content());
        } else if (effect instanceof Effect.MoveStatus moved && moved.event().status() == DeliveryStatus.FAILED) {
            messages.failed(moved.event().failure().map(why -> why.reason()).orElse(FailureReason.OTHER));
        }
    }
}
