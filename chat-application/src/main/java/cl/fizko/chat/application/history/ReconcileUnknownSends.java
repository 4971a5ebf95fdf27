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
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.UnknownSends;
import cl.fizko.chat.domain.port.UnknownSends.UnknownSend;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    private static final Duration MARGIN = Duration.ofMinutes(2);

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
    private final HistoryPages pages = new HistoryPages(20);

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

    /** One round. */
    public void run() {
        Map<Look, List<UnknownSend>> looks = unknown.claim(patience.quiet(), patience.again(), MOST).stream()
                .collect(Collectors.groupingBy(this::look, LinkedHashMap::new, Collectors.toList()));
        looks.forEach((look, sends) -> configs.byId(look.config())
                .ifPresent(config ->
                        providers.historyOf(config).ifPresent(history -> guarded(history, config, look, sends))));
        var lost = unknown.giveUp(patience.giveUp(), patience.atLast(), MOST_GIVEN_UP, LOST);
        if (!lost.isEmpty()) {
            log.error("given up, for a person to see: nothing shows whether these messages were sent: {}", lost);
        }
    }

    /** The first time only the thread that it went to, which is cheap; later the whole line, for providers start new threads. */
    private Look look(UnknownSend send) {
        var first = Duration.between(send.unknownSince(), clock.instant())
                        .compareTo(patience.quiet().plus(patience.again()))
                < 0;
        return new Look(send.config(), first ? send.providerConversation() : Optional.empty());
    }

    private void guarded(MessageHistory history, WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        try {
            settle(history, config, look, sends);
        } catch (RuntimeException e) {
            log.error("unknown sends of config {} not looked for", config.id(), Fault.withoutMessages(e));
        }
    }

    private void settle(MessageHistory history, WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        var reading = pages.read(history, query(config, look, sends));
        if (!(reading instanceof Reading.Complete complete)) {
            log.warn("the history of config {} cannot be read: {}", config.id(), reading);
            return;
        }
        var sent = complete.entries().stream()
                .filter(Sent.class::isInstance)
                .map(Sent.class::cast)
                .toList();
        SendMatcher.match(sends, sent, claimed(config, sent)).forEach((send, found) -> {
            if (unknown.adopt(send, found)) {
                log.info("message {} was sent after all: found in the provider's history", send.id());
            }
        });
    }

    private MessageHistory.Query query(WhatsAppConfig config, Look look, List<UnknownSend> sends) {
        var earliest = sends.stream()
                .map(UnknownSend::unknownSince)
                .min(Instant::compareTo)
                .orElseThrow();
        return new MessageHistory.Query(
                config.lineId(),
                config.apiToken(),
                Optional.of(Direction.OUTGOING),
                look.providerConversation(),
                earliest.minus(MARGIN),
                clock.instant().plus(MARGIN),
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
