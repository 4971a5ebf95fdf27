package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import java.time.Duration;
import java.util.Optional;

/** Whether a call may go to a line now. */
sealed interface Passage {

    /**
     * It may; what comes of it is to be told to the breaker.
     *
     * @param token the line's own key that the call is made with
     * @param number of the call; calls that are granted later have higher ones
     * @param isProbe whether it is to find out if a blocked line works again
     */
    record Granted(Optional<Secret> token, long number, boolean isProbe) implements Passage {}

    /** It may not: what the line suffers from, and when to ask again. */
    record Refused(Failure why, Duration again) implements Passage {}
}
