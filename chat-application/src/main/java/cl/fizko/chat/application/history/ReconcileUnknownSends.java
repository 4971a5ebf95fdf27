package cl.fizko.chat.application.history;

import cl.fizko.chat.application.history.HistoryPages.Reading;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.UnknownSends.UnknownSend;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: settles sends whose answer was lost and of which no status has come. It asks the provider's history, and after ten
 * minutes without a trace gives up: the message is failed, shown to a person, and never sent a second time.
 *
 * <p>Called again and again; several nodes may do so at once. Thread-safe.
 */
public final class ReconcileUnknownSends {

    /**
     * When to look and when to give up.
     *
     * @param quiet for so long statuses have the word
     * @param again the pause between two looks for one message
     * @param giveUp after so long without a trace
     * @param atLast after so long if the provider could not be asked at all
     */
    public record Patience(Duration quiet, Duration again, Duration giveUp, Duration atLast) {
        /** A message not found right after the send proves nothing (contract of the history, two minutes). */
        public static final Patience STANDARD =
                new Patience(Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofHours(1));
    }

    private static final Logger log = LoggerFactory.getLogger(ReconcileUnknownSends.class);

    /** So many at once: each may cost a request of an allowance of a hundred a minute. */
    private static final int MOST = 40;

    private static final int MOST_GIVEN_UP = 500;
    private static final int MOST_NAMED = 20;

    /** Sends that are so near each other are looked for together. */
    private static final Duration TOGETHER = Duration.ofMinutes(15);

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    /** Of one look, and of one piece of its time. */
    private static final int MOST_REQUESTS = 60;

    private static final int MOST_PAGES = 12;

    private static final Failure LOST = new Failure(
            FailureReason.UNKNOWN_OUTCOME,
            "unknown_outcome",
            "the call's answer was lost, and neither a status nor the provider's history shows the message");

    private final UnknownSends unknown;
    private final MessageRepository messages;
    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final Patience patience;
    private final Clock clock;

    public ReconcileUnknownSends(
            UnknownSends unknown,
            MessageRepository messages,
            WhatsAppConfigRepository configs,
            Providers providers,
            Patience patience,
            Clock clock) {
        this.unknown = unknown;
        this.messages = messages;
        this.configs = configs;
        this.providers = providers;
        this.patience = patience;
        this.clock = clock;
    }

    /** One round. Ends early when the thread is interrupted. */
    public void run() {
        Map<Look, List<UnknownSend>> looks = unknown.claim(patience.quiet(), patience.again(), MOST).stream()
                .collect(Collectors.groupingBy(this::look, LinkedHashMap::new, Collectors.toList()));
        looks.forEach((look, sends) -> configs.byId(look.config())
                .ifPresent(config -> providers
                        .historyOf(config)
                        .ifPresent(history -> nearby(sends).forEach(some -> guarded(history, config, look, some)))));
        giveUp();
    }

    private void giveUp() {
        List<MessageId> lost;
        do {
            lost = unknown.giveUp(patience.giveUp(), patience.atLast(), MOST_GIVEN_UP, LOST);
            if (!lost.isEmpty()) {
                log.error(
                        "given up, for a person to see: nothing shows whether {} messages were sent, the first are {}",
                        lost.size(),
                        lost.subList(0, Math.min(MOST_NAMED, lost.size())));
            }
        } while (lost.size() >= MOST_GIVEN_UP && !Thread.currentThread().isInterrupted());
    }

    /** Groups whose times lie close together: between two that do not, the provider remembers what nobody asks for. */
    private static List<List<UnknownSend>> nearby(List<UnknownSend> sends) {
        var groups = new ArrayList<List<UnknownSend>>();
        for (var send : sends.stream()
                .sorted(Comparator.comparing(UnknownSend::unknownSince))
                .toList()) {
            var last = groups.isEmpty() ? List.<UnknownSend>of() : groups.get(groups.size() - 1);
            if (last.isEmpty()
                    || Duration.between(last.get(0).unknownSince(), send.unknownSince())
                                    .compareTo(TOGETHER)
                            > 0) {
                groups.add(new ArrayList<>(List.of(send)));
            } else {
                last.add(send);
            }
        }
        return groups;
    }

    /** The first time only the thread that it went to, which is cheap; later the whole line, for providers start new threads. */
    private Look look(UnknownSend send) {
        var first = Duration.between(send.unknownSince(), clock.instant())
                        .compareTo(patience.quiet().plus(patience.again()))
                < 0;
        return new Look(send.config(), first ? send.providerConversation() : Optional.empty());
    }

    private void guarded(MessageHistory history, WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            settle(history, config, look, sends);
        } catch (RuntimeException e) {
            log.error("unknown sends of config {} not looked for", config.id(), Fault.withoutMessages(e));
        }
    }

    private void settle(MessageHistory history, WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        var found = new LinkedHashMap<ExternalId, Sent>();
        var complete = read(new HistoryPages(history, MOST_REQUESTS), query(config, look, sends), found);
        var sent = List.copyOf(found.values());
        var missing = new LinkedHashSet<>(sends);
        SendMatcher.match(sends, sent, claimed(config, sent)).forEach((send, entry) -> {
            if (unknown.adopt(send, entry)) {
                missing.remove(send);
                log.info("message {} was sent after all: found in the provider's history", send.id());
            }
        });
        // A thread is not all that the provider remembers, for it starts new ones.
        if (complete && look.providerConversation().isEmpty()) {
            unknown.lookedFor(missing.stream().map(UnknownSend::id).toList());
        }
    }

    /** Reads into {@code found}, in halves where there is more than fits; whether it was all that the provider remembers. */
    private boolean read(HistoryPages pages, MessageHistory.Query query, Map<ExternalId, Sent> found) {
        var reading = pages.read(query, MOST_PAGES);
        var length = Duration.between(query.since(), query.until());
        if (reading instanceof Reading.TooLong && length.compareTo(SHORTEST_WINDOW) > 0 && pages.left() > 0) {
            var middle = query.since().plus(length.dividedBy(2));
            var first = read(pages, HistoryPages.between(query, query.since(), middle), found);
            return read(pages, HistoryPages.between(query, middle, query.until()), found) && first;
        }
        if (reading instanceof Reading.Complete complete) {
            remember(complete.entries(), found);
            return true;
        }
        if (reading instanceof Reading.TooLong some) {
            remember(some.entries(), found);
        }
        log.warn("the history of line {} cannot be read as a whole: {}", query.line(), reading);
        return false;
    }

    private static void remember(List<Entry> entries, Map<ExternalId, Sent> found) {
        for (var entry : entries) {
            if (entry instanceof Sent sent) {
                found.put(sent.id(), sent);
            }
        }
    }

    /** The sends are in the order of their times. */
    private static MessageHistory.Query query(WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        return new MessageHistory.Query(
                config.lineId(),
                config.apiToken(),
                Optional.of(Direction.OUTGOING),
                look.providerConversation(),
                sends.get(0).unknownSince().minus(SendMatcher.BEFORE),
                sends.get(sends.size() - 1).unknownSince().plus(SendMatcher.AFTER),
                Optional.empty());
    }

    private Set<ExternalId> claimed(WhatsAppConfig config, List<Sent> sent) {
        if (sent.isEmpty()) {
            return Set.of();
        }
        return messages.known(config.id(), sent.stream().map(Sent::id).toList()).keySet();
    }

    private record Look(WhatsAppConfigId config, Optional<String> providerConversation) {}
}
