package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: what we know of the templates at the providers, by business account. Thread-safe; timed by the store's clock.
 */
public interface ProviderTemplateRepository {

    /** Stores the whole list of an account; templates that are not on it any more become deleted. */
    void replace(WhatsAppConfig config, List<ProviderTemplate> templates);

    /** Begins a synchronisation of an account, unless some node began one within {@code every}; whether to go on. */
    boolean claimSync(ProviderId provider, String accountId, Duration every);

    /** Whether the account's list was ever stored. */
    boolean isSynced(ProviderId provider, String accountId);

    Optional<ProviderTemplate> find(ProviderId provider, String accountId, String name, String language);

    /** By name, then language. */
    List<ProviderTemplate> all(ProviderId provider, String accountId);
}
