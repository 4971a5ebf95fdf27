package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.time.Duration;
import java.util.Map;

/** Outbound port: where customers are not answered in time because too much is to be done. Thread-safe; timed by the store's clock. */
public interface LateConversations {

    /** Counts stop here in sum and for each stage, so that a backlog does not grow by being counted. */
    int MOST = 5_000;

    /**
     * How many conversations of each business number have waited for longer than that, for an agent or for their reply to be
     * handed over for the first time. What waits on purpose is not late: a burst, a turn at work, a reply that the provider or a
     * limit of our own has put off. Business numbers where nothing is late are left out.
     *
     * @throws RuntimeException if the store cannot be read now
     */
    Map<WhatsAppConfigId, Integer> byLine(Duration longerThan);
}
