package cl.fizko.chat.application.provider;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.port.WebhookCodec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The providers that this installation knows, and which of them serves a business number. Immutable. */
public final class Providers {

    private final Map<ProviderId, ProviderPlugin.Provider> byId;
    private final MessagingProvider withoutToken;

    /**
     * The opened providers.
     *
     * @param withoutToken takes what lines without any token send: the sandbox
     */
    public Providers(Map<ProviderId, ProviderPlugin.Provider> byId, MessagingProvider withoutToken) {
        this.byId = Map.copyOf(byId);
        this.withoutToken = withoutToken;
    }

    /** The names that a configuration may give as its provider. */
    public Set<ProviderId> known() {
        return byId.keySet();
    }

    /** Reads the webhooks of a provider; empty when there is no such provider. */
    public Optional<WebhookCodec> webhooksOf(ProviderId id) {
        return Optional.ofNullable(byId.get(id)).map(ProviderPlugin.Provider::webhooks);
    }

    /**
     * Sends what a number has to say.
     *
     * @throws IllegalStateException if the number's provider is not part of this installation
     */
    public MessagingProvider messagingFor(WhatsAppConfig config) {
        return canSend(config) ? provider(config).messaging() : withoutToken;
    }

    /**
     * Whether what a number sends reaches its provider; if not, it ends in the sandbox.
     *
     * @throws IllegalStateException if the number's provider is not part of this installation
     */
    public boolean canSend(WhatsAppConfig config) {
        return provider(config).hasDefaultToken() || config.apiToken().isPresent();
    }

    /** What the provider of a number remembers; empty when it cannot be asked. */
    public Optional<MessageHistory> historyOf(WhatsAppConfig config) {
        return reachable(config).flatMap(ProviderPlugin.Provider::history);
    }

    /** Where files that were sent to a number are fetched; empty when its provider has none. */
    public Optional<MediaSource> mediaOf(WhatsAppConfig config) {
        return reachable(config).flatMap(ProviderPlugin.Provider::media);
    }

    /** The templates at the provider of a number; empty when it has none. */
    public Optional<TemplateCatalog> templatesOf(WhatsAppConfig config) {
        return reachable(config).flatMap(ProviderPlugin.Provider::templates);
    }

    private Optional<ProviderPlugin.Provider> reachable(WhatsAppConfig config) {
        return byId.containsKey(config.provider()) && canSend(config)
                ? Optional.of(provider(config))
                : Optional.empty();
    }

    private ProviderPlugin.Provider provider(WhatsAppConfig config) {
        var provider = byId.get(config.provider());
        if (provider == null) {
            throw new IllegalStateException(
                    "config " + config.id() + " names the provider " + config.provider() + ", known are " + known());
        }
        return provider;
    }
}
