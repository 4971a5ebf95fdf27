package cl.fizko.chat.application.reminder;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The business numbers of all companies, read once and only when some are asked for, because reading them opens the secrets of them all.
 * Belongs to one thread.
 */
final class LinesByCompany {

    private final WhatsAppConfigRepository configs;
    private Optional<Map<CompanyId, List<WhatsAppConfig>>> read = Optional.empty();

    LinesByCompany(WhatsAppConfigRepository configs) {
        this.configs = configs;
    }

    /** All of a company's. */
    List<WhatsAppConfig> of(CompanyId company) {
        if (read.isEmpty()) {
            read = Optional.of(configs.all().stream().collect(Collectors.groupingBy(WhatsAppConfig::companyId)));
        }
        return read.get().getOrDefault(company, List.of());
    }
}
