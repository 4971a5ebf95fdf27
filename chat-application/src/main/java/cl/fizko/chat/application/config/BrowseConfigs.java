package cl.fizko.chat.application.config;

import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ConfigFilter;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.ConfigDirectory;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: looks at business numbers. Thread-safe. */
public final class BrowseConfigs {

    private final ConfigDirectory configs;

    @Inject
    public BrowseConfigs(ConfigDirectory configs) {
        this.configs = configs;
    }

    /** A company's, newest first. */
    public Page<StoredConfig> list(CompanyId company, ConfigFilter filter, PageRequest page) {
        return configs.page(company, filter, page);
    }

    /** Empty when there is none within the scope. */
    public Optional<Versioned<StoredConfig>> get(Scope scope, WhatsAppConfigId id) {
        return configs.find(scope, id).map(found -> new Versioned<>(found, found.version()));
    }
}
