package cl.fizko.chat.application.provider;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.ProviderPlugin;
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

    private ProviderPlugin.Provider provider(WhatsAppConfig config) {
        var provider = byId.get(config.provider());
        if (provider == null) {
            throw new IllegalStateException(
                    "config " + config.id() + " names the provider " + config.provider() + ", known are " + known());
        }
        return provider;
    }
}
