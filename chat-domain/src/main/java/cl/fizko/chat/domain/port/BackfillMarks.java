package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Outbound port: up to when the provider's history of each business number is known to be taken in. Thread-safe; timed by the
 * store's clock.
 */
public interface BackfillMarks {

    /**
     * Begins a look at the history of a number, unless some node began one within {@code every}.
     *
     * @return from when on to look: where the last completed look ended, or when the number was configured; empty when it is not
     *     time yet
     */
    Optional<Instant> claim(WhatsAppConfigId config, Duration every);

    /** A look is completed up to that instant; never goes back. */
    void advance(WhatsAppConfigId config, Instant through);
}
