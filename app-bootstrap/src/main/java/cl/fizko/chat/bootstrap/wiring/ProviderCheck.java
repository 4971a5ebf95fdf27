package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.dispatch.BlockedLine;
import cl.fizko.chat.application.dispatch.LineBreakers;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.util.HashSet;
import java.util.stream.Collectors;

/**
 * Whether each provider takes messages on one of its numbers at least, as this node sees it. That none does is no reason to take the
 * node out of service: deliveries are stored and messages wait, here as on every other node.
 */
final class ProviderCheck {

    private final LineBreakers lines;
    private final WhatsAppConfigRepository configs;

    ProviderCheck(LineBreakers lines, WhatsAppConfigRepository configs) {
        this.lines = lines;
        this.configs = configs;
    }

    boolean works() {
        var blocked =
                new HashSet<>(lines.blocked().stream().map(BlockedLine::config).toList());
        if (blocked.isEmpty()) {
            return true;
        }
        return configs.all().stream()
                .filter(WhatsAppConfig::active)
                .collect(Collectors.groupingBy(WhatsAppConfig::provider))
                .values()
                .stream()
                .allMatch(ofOne -> ofOne.stream().anyMatch(config -> !blocked.contains(config.id())));
    }
}
