package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import java.util.Optional;

/** Times the calls that hand messages to a provider. One that our own limits hold back is no call. */
final class MeasuredProvider implements MessagingProvider {

    /** Every outcome that is one of a call. */
    static final String[] OUTCOMES = {
        "accepted", "rejected", "retry_later", "retry_once", "line_blocked", "unknown", "exception"
    };

    private final MessagingProvider provider;
    private final Timers calls;

    MeasuredProvider(MessagingProvider provider, Timers calls) {
        this.provider = provider;
        this.calls = calls;
    }

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var from = System.nanoTime();
        var label = "exception";
        try {
            var outcome = provider.send(message, departure);
            label = label(outcome);
            return outcome;
        } finally {
            if (!label.isEmpty()) {
                calls.record(label, System.nanoTime() - from);
            }
        }
    }

    @Override
    public Optional<Failure> markRead(ReadReceipt receipt) {
        return provider.markRead(receipt);
    }

    private static String label(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            return "accepted";
        } else if (outcome instanceof SendOutcome.Rejected) {
            return "rejected";
        } else if (outcome instanceof SendOutcome.RetryLater) {
            return "retry_later";
        } else if (outcome instanceof SendOutcome.RetryOnce) {
            return "retry_once";
        } else if (outcome instanceof SendOutcome.LineBlocked) {
            return "line_blocked";
        }
        return outcome instanceof SendOutcome.Unknown ? "unknown" : "";
    }
}
