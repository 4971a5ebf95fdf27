package cl.fizko.chat.application.history;

import cl.fizko.chat.application.history.HistoryPages.Reading;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: takes in what a provider knows and we do not. A provider gives up delivering after minutes (Kapso after two and a
 * half), so an outage longer than that would lose messages; its history has them.
 *
 * <p>Called at the start and then again and again; several nodes may do so at once. Thread-safe.
 */
public final class BackfillMessages {

    private static final Logger log = LoggerFactory.getLogger(BackfillMessages.class);

    /** History further back is of no use to anybody who waits for an answer, and costs requests. */
    private static final Duration FURTHEST = Duration.ofDays(7);

    /** A provider may show a message late. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final BackfillMarks marks;
    private final MissedMessages missed;
    private final WakeQueue turns;
    private final Clock clock;
    private final HistoryPages pages = new HistoryPages(50);

    /**
     * The use case.
     *
     * @param missed stores what we do not know
     * @param turns told which conversations now wait for an agent
     */
    public BackfillMessages(
            WhatsAppConfigRepository configs,
            Providers providers,
            BackfillMarks marks,
            MissedMessages missed,
            WakeQueue turns,
            Clock clock) {
        this.configs = configs;
        this.providers = providers;
        this.marks = marks;
        this.missed = missed;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * Looks at the history of every number.
     *
     * @param every not at numbers that some node looked at within this time
     */
    public void run(Duration every) {
        for (var config : configs.all()) {
            if (config.active()) {
                providers.historyOf(config).ifPresent(history -> look(config, history, every));
            }
        }
    }

    private void look(WhatsAppConfig config, MessageHistory history, Duration every) {
        try {
            var now = clock.instant();
            marks.claim(config.id(), every).ifPresent(since -> look(config, history, start(since, now), now));
        } catch (RuntimeException e) {
            log.error("history of config {} not taken in", config.id(), Fault.withoutMessages(e));
        }
    }

    private static Instant start(Instant since, Instant now) {
        var furthest = now.minus(FURTHEST);
        var from = since.minus(OVERLAP);
        return from.isBefore(furthest) ? furthest : from;
    }

    /** In pieces that fit, oldest first: each that is stored is never looked at again, whatever becomes of the next. */
    private void look(WhatsAppConfig config, MessageHistory history, Instant since, Instant now) {
        var from = since;
        var until = now;
        while (from.isBefore(now)) {
            var reading = pages.read(history, query(config, from, until));
            if (reading instanceof Reading.TooLong && canBeHalved(from, until)) {
                until = from.plus(Duration.between(from, until).dividedBy(2));
                continue;
            }
            if (!(reading instanceof Reading.Complete complete)) {
                log.warn("the history of config {} cannot be read: {}", config.id(), reading);
                return;
            }
            try {
                turns.offer(missed.store(config, complete.entries()));
            } catch (StoreBusyException e) {
                log.warn("history of config {} not stored yet: {}", config.id(), Fault.summary(e));
                return;
            }
            marks.advance(config.id(), until);
            from = until;
            until = now;
        }
    }

    private static boolean canBeHalved(Instant from, Instant until) {
        return Duration.between(from, until).compareTo(SHORTEST_WINDOW) > 0;
    }

    private static MessageHistory.Query query(WhatsAppConfig config, Instant since, Instant until) {
        return new MessageHistory.Query(
                config.lineId(), config.apiToken(), Optional.empty(), Optional.empty(), since, until, Optional.empty());
    }
}
