package cl.fizko.chat.application.intake;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.Signer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who signed a delivery and for which numbers that signature counts. Without a matching secret nobody did: it fails
 * closed.
 *
 * <p>A number with secrets of its own is served by these alone, so that one company's secret cannot speak for another's
 * number; every other number is served by the installation's secrets.
 */
public final class WebhookAuthentication {

    private final WhatsAppConfigRepository configs;
    private final List<Secret> installationSecrets;

    /**
     * With the installation's secrets.
     *
     * @param installationSecrets several during a rotation; may be empty, and then only numbers with their own are served
     */
    public WebhookAuthentication(WhatsAppConfigRepository configs, List<Secret> installationSecrets) {
        this.configs = configs;
        this.installationSecrets = List.copyOf(installationSecrets);
    }

    /** Whether that secret may speak for that number. */
    public boolean counts(Secret signer, WhatsAppConfig config) {
        return config.webhookSecrets().isEmpty()
                ? installationSecrets.contains(signer)
                : config.webhookSecrets().contains(signer);
    }

    /** Whose secret it is that signed a delivery of that provider; empty when it was taken away meanwhile. */
    Optional<Signer> ownerOf(ProviderId provider, Secret signer) {
        return installationSecrets.contains(signer)
                ? Optional.of(Signer.installation())
                : configs.withOwnWebhookSecrets(provider).stream()
                        .filter(config -> config.webhookSecrets().contains(signer))
                        .findFirst()
                        .map(config -> Signer.of(config.id()));
    }

    /** Whether what was signed then may speak for that number now: their secrets may have been exchanged since. */
    public boolean counts(Signer signer, WhatsAppConfig config) {
        if (signer.number().isEmpty()) {
            return config.webhookSecrets().isEmpty();
        }
        return signer.number().get().equals(config.id())
                || configs.byId(signer.number().get())
                        .filter(number -> !Collections.disjoint(number.webhookSecrets(), config.webhookSecrets()))
                        .isPresent();
    }

    /** All that may sign for the provider's numbers; which of them one secret speaks for, {@link #counts} says. */
    public Set<Secret> secretsOf(ProviderId provider) {
        var secrets = new LinkedHashSet<>(installationSecrets);
        for (var config : configs.withOwnWebhookSecrets(provider)) {
            secrets.addAll(config.webhookSecrets());
        }
        return secrets;
    }
}
