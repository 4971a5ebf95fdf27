package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.domain.port.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether providers bring deliveries, to whichever node. */
final class SilenceCheck {

    private SilenceCheck() {}

    /**
     * Whether a delivery came in time.
     *
     * @param reading empty while the store cannot be read, which is another check's to say
     * @param startedAt where none ever came, the silence begins here
     */
    static boolean isHeard(Optional<Backlog.Reading> reading, Duration longest, Instant startedAt, Instant now) {
        return reading.map(known -> known.sinceDelivery().orElseGet(() -> Duration.between(startedAt, now)))
                .map(silence -> silence.compareTo(longest) <= 0)
                .orElse(true);
    }
}
