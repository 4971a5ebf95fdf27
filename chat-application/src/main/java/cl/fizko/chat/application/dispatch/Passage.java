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
     * @param probe the number of the try that finds out whether a blocked line works again; 0 for a call to a line that works
     */
    record Granted(Optional<Secret> token, long probe) implements Passage {
        boolean isProbe() {
            return probe > 0;
        }
    }

    /** It may not: what the line suffers from, and when to ask again. */
    record Refused(Failure why, Duration again) implements Passage {}
}
