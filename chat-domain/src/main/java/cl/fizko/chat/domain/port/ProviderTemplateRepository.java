package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: what we know of the templates at the providers, by business account. Thread-safe; timed by the store's clock.
 */
public interface ProviderTemplateRepository {

    /**
     * Stores the whole list of an account; templates that are not on it any more become deleted. What was judged since the list
     * was asked for is newer and stays.
     *
     * @param askedAt when the list was asked for
     */
    void replace(WhatsAppConfig config, List<ProviderTemplate> templates, Instant askedAt);

    /** Begins a synchronisation of an account, unless some node began one within {@code every}; whether to go on. */
    boolean claimSync(ProviderId provider, String accountId, Duration every);

    /** Lets the next claim begin at once, for this one came to nothing. */
    void releaseSync(ProviderId provider, String accountId);

    /** Whether the account's list was ever stored. */
    boolean isSynced(ProviderId provider, String accountId);

    Optional<ProviderTemplate> find(ProviderId provider, String accountId, String name, String language);

    /** By name, then language. */
    List<ProviderTemplate> all(ProviderId provider, String accountId);
}
