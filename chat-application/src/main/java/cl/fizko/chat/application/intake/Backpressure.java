package cl.fizko.chat.application.intake;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.LateConversations;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which business numbers get nothing more for now, because their customers are not answered in time already: what is taken in
 * faster than it is answered would only wait longer and longer. A number with more than {@value #MOST_OF_A_LINE} late conversations is
 * refused, and while more than {@value #MOST_OF_OTHERS} are late with all the others together, every number that has one.
 *
 * <p>However many ask, the store is read once a second. While it cannot be read nothing is refused here. Thread-safe.
 */
public final class Backpressure {

    private static final Logger log = LoggerFactory.getLogger(Backpressure.class);

    /** What has waited longer is late. Short enough that what is queued is answered ten seconds after a flood at the latest. */
    static final Duration LATE = Duration.ofSeconds(5);

    static final int MOST_OF_A_LINE = 100;
    static final int MOST_OF_OTHERS = 1_000;

    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** When nobody has asked for so long since a reading was due, the last one says nothing of those who come while the next is made. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(2);

    private final LateConversations late;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Set<WhatsAppConfigId> refused = Set.of();
    private volatile long nextAt;

    public Backpressure(LateConversations late) {
        this(late, System::nanoTime);
    }

    /**
     * For tests.
     *
     * @param nanos a monotonic clock
     */
    Backpressure(LateConversations late, LongSupplier nanos) {
        this.late = late;
        this.nanos = nanos;
        this.nextAt = nanos.getAsLong();
    }

    /** Whether messages to that number are to come again later. */
    boolean refuses(WhatsAppConfigId line) {
        if (nanos.getAsLong() - nextAt >= 0 && reading.tryLock()) {
            try {
                var overdue = nanos.getAsLong() - nextAt;
                if (overdue >= 0) {
                    if (overdue >= FORGOTTEN_AFTER.toNanos()) {
                        refused = Set.of();
                    }
                    read();
                    nextAt = nanos.getAsLong() + READ_EVERY.toNanos();
                }
            } finally {
                reading.unlock();
            }
        }
        return refused.contains(line);
    }

    private void read() {
        try {
            tell(overloaded(late.byLine(LATE)));
        } catch (RuntimeException e) {
            refused = Set.of();
            log.warn("the backlog cannot be read: {}", Fault.summary(e));
        }
    }

    private static Set<WhatsAppConfigId> overloaded(Map<WhatsAppConfigId, Integer> late) {
        var flooded = late.entrySet().stream()
                .filter(line -> line.getValue() > MOST_OF_A_LINE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        var others = late.entrySet().stream()
                .filter(line -> !flooded.contains(line.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return others > MOST_OF_OTHERS ? Set.copyOf(late.keySet()) : flooded;
    }

    /** A flood is two lines in the log. */
    private void tell(Set<WhatsAppConfigId> now) {
        if (refused.isEmpty() && !now.isEmpty()) {
            log.warn("overload: deliveries of {} business numbers are to come again later", now.size());
        } else if (!refused.isEmpty() && now.isEmpty()) {
            log.info("overload is over: every delivery is taken again");
        }
        refused = now;
    }
}
