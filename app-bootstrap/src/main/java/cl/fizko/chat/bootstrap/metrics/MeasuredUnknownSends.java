package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.UnknownSends;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Counts the sends of unknown outcome that were found or given up. */
final class MeasuredUnknownSends implements UnknownSends {

    private final UnknownSends unknown;
    private final MessageMeters messages;
    private final SendMeters sends;

    MeasuredUnknownSends(UnknownSends unknown, MessageMeters messages, SendMeters sends) {
        this.unknown = unknown;
        this.messages = messages;
        this.sends = sends;
    }

    @Override
    public List<UnknownSend> claim(Duration quiet, Duration again, int limit) {
        return unknown.claim(quiet, again, limit);
    }

    @Override
    public boolean adopt(UnknownSend send, MessageHistory.Entry.Sent found) {
        var adopted = unknown.adopt(send, found);
        if (adopted) {
            sends.count(SendMeters.FOUND);
            messages.outgoing(send.content());
        }
        return adopted;
    }

    @Override
    public void lookedFor(Collection<MessageId> sends) {
        unknown.lookedFor(sends);
    }

    @Override
    public List<MessageId> giveUp(Duration after, Duration atLast, int limit, Failure failure) {
        var lost = unknown.giveUp(after, atLast, limit, failure);
        messages.failed(failure.reason(), lost.size());
        return lost;
    }
}
