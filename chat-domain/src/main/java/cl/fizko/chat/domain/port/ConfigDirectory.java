package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ConfigFilter;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import java.util.Optional;

/**
 * Outbound port: the business numbers as people look at them and change them. What lies outside the scope is as if it were not
 * there. Thread-safe.
 */
public interface ConfigDirectory {

    /** A company's numbers, newest first. */
    Page<StoredConfig> page(CompanyId company, ConfigFilter filter, PageRequest request);

    Optional<StoredConfig> find(Scope scope, WhatsAppConfigId id);

    /** A number, locked until the end of the unit of work, in which this must be called. */
    Optional<StoredConfig> hold(Scope scope, WhatsAppConfigId id);

    /** Whether there is a conversation of this number. */
    boolean hasConversations(WhatsAppConfigId id);

    /**
     * Changes a number that is held, and counts the edit. This process works with it from the end of the unit of work on, others within
     * five seconds.
     *
     * @param webhookUrl see {@link StoredConfig}
     * @throws AlreadyExistsException naming {@code phone_number_id} when the provider's id is another number's
     */
    StoredConfig change(WhatsAppConfig config, Optional<String> webhookUrl);
}
