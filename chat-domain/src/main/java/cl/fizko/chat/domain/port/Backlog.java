package cl.fizko.chat.domain.port;

import java.time.Duration;
import java.util.Optional;

/** Outbound port: how much waits in the store, for those who run the installation. Thread-safe; timed by the store's clock. */
public interface Backlog {

    /** Counts stop here, so that a backlog does not grow by being counted. */
    int MOST = 50_000;

    /** How long a conversation counts as active after its latest message. */
    Duration ACTIVE = Duration.ofMinutes(15);

    /**
     * Reads it all with one statement.
     *
     * @throws RuntimeException if the store cannot be read now
     */
    Reading read();

    /**
     * What waits, in the installation as a whole.
     *
     * @param turns conversations that wait for an agent
     * @param failingTurns those of them that were leased three times or more and never finished
     * @param sends messages that wait to leave, or are leaving; the oldest is that of the replies, for the others wait their turn
     * @param heldSends those of them that were tried or held and are not due yet
     * @param unknownSends messages of which nobody knows whether they left
     * @param mediaFiles files of customers that are not fetched yet
     * @param activeConversations that had a message within {@link #ACTIVE}
     * @param sinceDelivery since the provider brought the latest delivery; empty when it never did
     */
    record Reading(
            Waiting turns,
            long failingTurns,
            Waiting sends,
            long heldSends,
            long unknownSends,
            Waiting mediaFiles,
            long activeConversations,
            Optional<Duration> sinceDelivery) {}

    /**
     * What waits at one stage.
     *
     * @param count at most {@link #MOST}
     * @param oldest how long the oldest has waited; zero when nothing waits
     */
    record Waiting(long count, Duration oldest) {}
}
