package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.message.MessageId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Outbound port: remembers, beyond the death of this process, which calls to a provider have begun. The outbox's claim alone
 * cannot tell a message that was about to be sent from one that was sent; with the journal a killed process can, so that only
 * calls in flight at that instant are in doubt.
 *
 * <p>Thread-safe.
 */
public interface SendJournal {

    /** The node that keeps it: the name under which its claims are made. Another one whenever the marks cannot be trusted. */
    UUID nodeId();

    /** To be called right before the request leaves; returns once the mark would survive the process. */
    void begin(MessageId message);

    /** To be called once the outcome is stored; ending what has not begun does nothing. */
    void end(MessageId message);

    /**
     * The calls that had begun and not ended when the process before this one died. Whoever asks settles them before the first
     * {@link #begin}, which forgets them: a process that dies earlier leaves them to the next.
     *
     * @return empty when that cannot be known, e.g. after the machine itself restarted
     */
    Optional<Set<MessageId>> leftBehind();
}
