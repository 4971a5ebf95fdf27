package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to send. Expected outcomes are values; exceptions are for bugs. */
public sealed interface SendOutcome {

    /** The provider took it; it is not on the handset yet. */
    record Accepted(ExternalId id) implements SendOutcome {}

    /**
     * The request may have left and its answer was lost or made no sense: it is never sent again blindly.
     *
     * @param detail what was seen instead of an answer, without personal data
     */
    record Unknown(String detail) implements SendOutcome {}

    /**
     * Surely not sent; a later attempt may succeed.
     *
     * @param after how long the provider asks to wait; empty when it does not say
     * @param code the provider's code, e.g. {@code http:429}
     */
    record RetryLater(Optional<Duration> after, String code) implements SendOutcome {}

    /**
     * Probably not sent, but a second attempt may double it: tried again once, then given up.
     *
     * @param code the provider's code, e.g. {@code meta:131000}
     */
    record RetryOnce(String code) implements SendOutcome {}

    /**
     * Nothing was attempted, for a limit of our own would have been passed: not an attempt, and not the message's fault.
     *
     * @param after when there will be room for it
     * @param code which limit, e.g. {@code limit:line}, or {@link #PAIR_LIMIT}
     */
    record Held(Duration after, String code) implements SendOutcome {

        /** The limit that concerns one recipient, and nobody else on the line. */
        public static final String PAIR_LIMIT = "limit:pair";
    }

    /**
     * Not sent, and nothing else will be on this line until a person acts, e.g. since its key is no longer valid. The message
     * itself is not to blame.
     */
    record LineBlocked(Failure failure) implements SendOutcome {}

    /** Not sent, and trying again will not help. */
    record Rejected(Failure failure) implements SendOutcome {}
}
