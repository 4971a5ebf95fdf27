package cl.fizko.chat.application.config;

import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.UnitOfWork;
import jakarta.inject.Inject;
import java.util.Optional;

/** Use case: connects a business number, with what people note beside it. Thread-safe. */
public final class ConnectNumber {

    private final CreateConfig create;
    private final ConfigDirectory configs;
    private final UnitOfWork unitOfWork;

    @Inject
    public ConnectNumber(CreateConfig create, ConfigDirectory configs, UnitOfWork unitOfWork) {
        this.create = create;
        this.configs = configs;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Adds the number.
     *
     * @param webhookUrl see {@link StoredConfig}
     * @throws cl.fizko.chat.application.resource.InvalidFieldsException naming everything that is wrong
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the provider's id is connected already
     */
    public Versioned<StoredConfig> connect(CreateConfig.Command command, Optional<String> webhookUrl) {
        return unitOfWork.inTransaction(() -> {
            var config = create.create(command);
            var stored = webhookUrl.isPresent()
                    ? configs.change(config, webhookUrl)
                    : configs.find(Scope.of(config.companyId()), config.id()).orElseThrow();
            return new Versioned<>(stored, stored.version());
        });
    }
}
