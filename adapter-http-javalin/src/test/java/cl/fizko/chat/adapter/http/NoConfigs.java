package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.util.List;
import java.util.Optional;

/** An installation without business numbers: the deliveries of these tests name none. */
final class NoConfigs implements WhatsAppConfigRepository {

    @Override
    public void add(WhatsAppConfig config) {
        throw new UnsupportedOperationException("nothing is added here");
    }

    @Override
    public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
        return Optional.empty();
    }

    @Override
    public Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line) {
        return Optional.empty();
    }

    @Override
    public List<WhatsAppConfig> withOwnWebhookSecrets(ProviderId provider) {
        return List.of();
    }

    @Override
    public List<WhatsAppConfig> byAccount(ProviderId provider, String businessAccountId) {
        return List.of();
    }

    @Override
    public List<WhatsAppConfig> all() {
        return List.of();
    }
}
