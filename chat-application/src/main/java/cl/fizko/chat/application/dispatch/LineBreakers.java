package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers of all lines, one for each business number, as this node knows them. Thread-safe. */
public final class LineBreakers {

    private final Clock clock;
    private final Map<WhatsAppConfigId, LineBreaker> byConfig = new ConcurrentHashMap<>();

    public LineBreakers(Clock clock) {
        this.clock = clock;
    }

    /** The lines on which nothing leaves now, longest blocked first. */
    public Collection<BlockedLine> blocked() {
        return byConfig.values().stream()
                .map(LineBreaker::blocked)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(BlockedLine::since))
                .toList();
    }

    /** Asks for a call to the number. A granted one is to be {@link #ended}, whatever came of it. */
    Passage ask(WhatsAppConfig config) {
        return of(config).ask(config.apiToken());
    }

    void ended(WhatsAppConfig config, Passage.Granted call, SendOutcome outcome) {
        of(config).ended(call, outcome);
    }

    private LineBreaker of(WhatsAppConfig config) {
        return byConfig.computeIfAbsent(config.id(), id -> new LineBreaker(id, clock));
    }
}
