package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Counts the outcomes that are stored. */
final class MeasuredOutbox implements Outbox {

    private final Outbox outbox;
    private final MessageMeters messages;
    private final SendMeters sends;
    private final Clock clock;

    MeasuredOutbox(Outbox outbox, MessageMeters messages, SendMeters sends, Clock clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.sends = sends;
        this.clock = clock;
    }

    @Override
    public List<ClaimedSend> claim(Collection<ConversationId> conversations, int limit) {
        return outbox.claim(conversations, limit);
    }

    @Override
    public List<ClaimedSend> claimDue(Share share, int limit) {
        return outbox.claimDue(share, limit);
    }

    @Override
    public boolean record(Report report) {
        var acceptedAt = clock.instant();
        var more = outbox.record(report);
        if (report instanceof Report.Sent sent) {
            sends.count(SendMeters.SENT);
            messages.outgoing(sent.send().content());
            sent.send().askedAt().ifPresent(asked -> sends.answered(Duration.between(asked, acceptedAt)));
        } else if (report instanceof Report.Deferred) {
            sends.count(SendMeters.DEFERRED);
        } else if (report instanceof Report.Held) {
            sends.count(SendMeters.HELD);
        } else if (report instanceof Report.Unknown) {
            sends.count(SendMeters.UNKNOWN);
        } else if (report instanceof Report.Failed failed) {
            sends.count(SendMeters.FAILED);
            messages.failed(failed.failure().reason());
        }
        return more;
    }

    @Override
    public Recovery recover(UUID node, Optional<Set<MessageId>> begun) {
        var recovery = outbox.recover(node, begun);
        sends.count(SendMeters.UNKNOWN, recovery.unknown());
        return recovery;
    }

    @Override
    public int expireClaims() {
        var expired = outbox.expireClaims();
        sends.count(SendMeters.UNKNOWN, expired);
        return expired;
    }
}
