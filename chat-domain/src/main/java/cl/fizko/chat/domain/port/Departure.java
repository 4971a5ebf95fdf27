package cl.fizko.chat.domain.port;

/**
 * Told by a provider right before a request leaves this machine: from then on a lost answer means that the message may have been
 * sent. The later it is told the less a crash leaves in doubt, but never after the first byte.
 */
@FunctionalInterface
public interface Departure {

    /** The request leaves now. Told once a call at most; a call that fails before tells nothing. */
    void begins();
}
