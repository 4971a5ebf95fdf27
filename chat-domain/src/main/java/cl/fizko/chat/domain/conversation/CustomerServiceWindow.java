package cl.fizko.chat.domain.conversation;

import java.time.Duration;
import java.time.Instant;

/**
 * WhatsApp's window for free-form messages: 24 hours from the customer's last message (Meta, "Customer service windows").
 * Outside it only approved templates may be sent.
 */
public record CustomerServiceWindow(Instant lastInboundAt) {

    public static final Duration LENGTH = Duration.ofHours(24);

    /** The first instant outside the window. */
    public Instant endsAt() {
        return lastInboundAt.plus(LENGTH);
    }

    /** Whether free-form text may be sent; the end instant itself is outside. */
    public boolean isOpen(Instant now) {
        return now.isBefore(endsAt());
    }
}
