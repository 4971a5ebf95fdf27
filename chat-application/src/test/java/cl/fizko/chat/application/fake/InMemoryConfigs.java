package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Business numbers in a list. */
public class InMemoryConfigs implements WhatsAppConfigRepository {

    private final List<WhatsAppConfig> configs = new ArrayList<>();

    public InMemoryConfigs(WhatsAppConfig... configs) {
        this.configs.addAll(List.of(configs));
    }

    @Override
    public void add(WhatsAppConfig config) {
        configs.add(config);
    }

    @Override
    public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
        return configs.stream().filter(config -> config.id().equals(id)).findFirst();
    }

    @Override
    public Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line) {
        return configs.stream()
                .filter(config ->
                        config.provider().equals(provider) && config.lineId().equals(line))
                .findFirst();
    }

    @Override
    public List<WhatsAppConfig> withOwnWebhookSecrets(ProviderId provider) {
        return configs.stream()
                .filter(config -> config.provider().equals(provider)
                        && !config.webhookSecrets().isEmpty())
                .toList();
    }

    @Override
    public List<WhatsAppConfig> byAccount(ProviderId provider, String businessAccountId) {
        return all().stream()
                .filter(config -> config.provider().equals(provider)
                        && config.businessAccountId().equals(Optional.of(businessAccountId)))
                .toList();
    }

    @Override
    public List<WhatsAppConfig> all() {
        return List.copyOf(configs);
    }
}
