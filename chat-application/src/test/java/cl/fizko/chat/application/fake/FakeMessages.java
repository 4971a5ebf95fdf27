package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows messages by the provider's ids only; those that were stored, as a whole. */
public final class FakeMessages implements MessageRepository {

    private final Map<ExternalId, Optional<DeliveryStatus>> known = new HashMap<>();

    private final Map<WhatsAppConfigId, Message> stored = new HashMap<>();

    /** One message a number. */
    public void store(WhatsAppConfigId config, Message message) {
        stored.put(config, message);
    }

    public void know(String id) {
        known.put(new ExternalId(id), Optional.empty());
    }

    public void know(String id, DeliveryStatus status) {
        known.put(new ExternalId(id), Optional.of(status));
    }

    @Override
    public Map<ExternalId, Optional<DeliveryStatus>> known(WhatsAppConfigId config, Collection<ExternalId> ids) {
        var found = new HashMap<>(known);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public Optional<Message> byExternalId(WhatsAppConfigId config, ExternalId id) {
        return Optional.ofNullable(stored.get(config))
                .filter(message -> message.externalId().equals(Optional.of(id)));
    }

    @Override
    public List<Message> repliesTo(MessageId incoming) {
        return List.of();
    }

    @Override
    public Optional<String> silenceAbout(MessageId incoming) {
        return Optional.empty();
    }
}
