package cl.fizko.chat.application.history;

import cl.fizko.chat.application.history.HistoryPages.Reading;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.BackfillMarks;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.StoreBusyException;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: takes in what a provider knows and we do not. A provider gives up delivering after minutes (Kapso after two and a
 * half), so an outage longer than that would lose messages; its history has them.
 *
 * <p>It reads in pieces that fit, oldest first, and a run costs each number a few dozen requests: what is left the next run goes
 * on with. Called at the start and then again and again; several nodes may do so at once. Thread-safe.
 */
public final class BackfillMessages {

    private static final Logger log = LoggerFactory.getLogger(BackfillMessages.class);

    /** Webhooks have the word for so long: Kapso tries one for two and a half minutes. */
    public static final Duration BEHIND = Duration.ofMinutes(3);

    /** History further back is of no use to anybody who waits for an answer, and costs requests. */
    private static final Duration FURTHEST = Duration.ofDays(7);

    /** A provider may show a message late. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    /** Of a run and a number, whose allowance may be a hundred a minute. */
    static final int MOST_REQUESTS = 60;

    /** Of one piece: so few that a run which begins with pieces too long still finds one that fits, or comes near it. */
    static final int MOST_PAGES = 12;

    /** Of a minute that cannot be halved any more: beyond it a provider is taken to go round in circles. */
    static final int MOST_PAGES_OF_A_MINUTE = 500;

    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final BackfillMarks marks;
    private final MissedMessages missed;
    private final WakeQueue turns;
    private final Duration behind;
    private final Clock clock;
    private final Set<WhatsAppConfigId> lookedAt = ConcurrentHashMap.newKeySet();

    /** Where looks ended before their end: the next one goes on right there. */
    private final Map<WhatsAppConfigId, Instant> unfinished = new ConcurrentHashMap<>();

    /** How long a piece may be, of numbers whose whole history was too long once. */
    private final Map<WhatsAppConfigId, Duration> spans = new ConcurrentHashMap<>();

    /**
     * The use case.
     *
     * @param missed stores what we do not know
     * @param turns told which conversations now wait for an agent
     * @param behind what is younger is left to the webhooks; not at the first look, when those of an outage may be over
     */
    public BackfillMessages(
            WhatsAppConfigRepository configs,
            Providers providers,
            BackfillMarks marks,
            MissedMessages missed,
            WakeQueue turns,
            Duration behind,
            Clock clock) {
        this.configs = configs;
        this.providers = providers;
        this.marks = marks;
        this.missed = missed;
        this.turns = turns;
        this.behind = behind;
        this.clock = clock;
    }

    /**
     * Looks at the history of every number. Ends early when the thread is interrupted.
     *
     * @param every not at numbers that some node looked at within this time
     */
    public void run(Duration every) {
        for (var config : configs.all()) {
            if (config.active() && !Thread.currentThread().isInterrupted()) {
                providers.historyOf(config).ifPresent(history -> look(config, history, every));
            }
        }
    }

    private void look(WhatsAppConfig config, MessageHistory history, Duration every) {
        try {
            var now = clock.instant();
            marks.claim(config.id(), every).ifPresent(since -> {
                var end = lookedAt.add(config.id()) ? now : now.minus(behind);
                look(config, new HistoryPages(history, MOST_REQUESTS), start(config, since, now), end);
            });
        } catch (StoreBusyException e) {
            log.warn("history of config {} not stored yet: {}", config.id(), Fault.summary(e));
        } catch (RuntimeException e) {
            log.error("history of config {} not taken in", config.id(), Fault.withoutMessages(e));
        }
    }

    private Instant start(WhatsAppConfig config, Instant since, Instant now) {
        var furthest = now.minus(FURTHEST);
        var from = later(since.minus(OVERLAP), unfinished.getOrDefault(config.id(), Instant.MIN));
        unfinished.remove(config.id());
        return later(from, furthest);
    }

    /** Each piece that is stored is never looked at again, whatever becomes of the next. */
    private void look(WhatsAppConfig config, HistoryPages pages, Instant since, Instant end) {
        var from = since;
        while (from.isBefore(end)) {
            var until = earlier(end, from.plus(spans.getOrDefault(config.id(), Duration.between(from, end))));
            if (pages.left() < MOST_PAGES) {
                unfinished.put(config.id(), from);
                log.info("the history of config {} is long: the next look goes on at {}", config.id(), from);
                return;
            }
            var left = pages.left();
            var reading = pages.read(query(config, from, until), MOST_PAGES);
            if (reading instanceof Reading.TooLong && canBeHalved(from, until)) {
                spans.put(config.id(), Duration.between(from, until).dividedBy(2));
                continue;
            }
            if (reading instanceof Reading.TooLong) {
                if (!storeByPage(config, pages, from, until)) {
                    return;
                }
            } else if (reading instanceof Reading.Complete complete) {
                turns.offer(missed.store(config, complete.entries()));
                widen(config, complete);
            } else {
                log.warn("the history of config {} cannot be read: {}", config.id(), reading);
                unfinished.put(config.id(), from);
                if (pages.left() < left - 1 && canBeHalved(from, until)) {
                    // It fails now and then: of a shorter piece all pages may come.
                    spans.put(config.id(), Duration.between(from, until).dividedBy(2));
                }
                return;
            }
            marks.advance(config.id(), until);
            from = until;
        }
    }

    /** Twice as long a piece surely fits when this one filled less than half of the pages, or nearly so. */
    private void widen(WhatsAppConfig config, Reading.Complete complete) {
        if (complete.pages() <= MOST_PAGES / 2) {
            spans.computeIfPresent(
                    config.id(), (id, span) -> span.compareTo(FURTHEST) < 0 ? span.multipliedBy(2) : null);
        }
    }

    /** A minute with more messages than fit: only within its pages they are in order, which is better than not to have them. */
    private boolean storeByPage(WhatsAppConfig config, HistoryPages pages, Instant from, Instant until) {
        var reading = pages.allowing(MOST_PAGES_OF_A_MINUTE)
                .each(
                        query(config, from, until),
                        MOST_PAGES_OF_A_MINUTE,
                        page -> turns.offer(missed.store(config, page)));
        if (reading instanceof Reading.Unavailable) {
            log.warn("the history of config {} cannot be read: {}", config.id(), reading);
            return false;
        }
        if (reading instanceof Reading.TooLong) {
            log.error("the minute from {} of config {} has no end and is passed over", from, config.id());
        }
        return true;
    }

    private static boolean canBeHalved(Instant from, Instant until) {
        return Duration.between(from, until).compareTo(SHORTEST_WINDOW) > 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static MessageHistory.Query query(WhatsAppConfig config, Instant since, Instant until) {
        return new MessageHistory.Query(
                config.lineId(), config.apiToken(), Optional.empty(), Optional.empty(), since, until, Optional.empty());
    }
}
