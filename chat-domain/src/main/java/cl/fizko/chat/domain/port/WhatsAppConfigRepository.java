package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: the business numbers.
 *
 * <p>Thread-safe. The readings are asked for every message, so an implementation may answer from memory; a change made by
 * another process is seen within five seconds, a number that was unknown at once.
 */
public interface WhatsAppConfigRepository {

    /**
     * Adds a number. Its secrets are stored encrypted.
     *
     * @throws AlreadyExistsException naming {@code phone_number_id} when the provider's id is taken
     */
    void add(WhatsAppConfig config);

    Optional<WhatsAppConfig> byId(WhatsAppConfigId id);

    /** The number that the provider knows under that id. */
    Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line);

    /** The numbers that a business account of the provider owns. */
    List<WhatsAppConfig> byAccount(ProviderId provider, String businessAccountId);

    /** The numbers of a provider that have webhook secrets of their own. */
    List<WhatsAppConfig> withOwnWebhookSecrets(ProviderId provider);

    /** All numbers, oldest first. */
    List<WhatsAppConfig> all();
}
