package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.ProviderId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door for a WhatsApp provider: one jar with an implementation that {@link java.util.ServiceLoader} finds. Which provider
 * serves a business number is said by its {@code WhatsAppConfig}, so several run side by side.
 */
public interface ProviderPlugin {

    /** The value of {@code provider} in a configuration, e.g. {@code kapso}. */
    ProviderId id();

    /** The environment variables that {@link #open} reads; any other with the same prefix is refused at the start. */
    Set<String> settings();

    /**
     * The provider's two halves. Does no I/O.
     *
     * @param environment the process's environment
     * @throws IllegalArgumentException naming the variable whose value is wrong and what it may be
     */
    Provider open(Map<String, String> environment);

    /**
     * A provider, ready to be called.
     *
     * @param history what the provider remembers, if it can be asked
     * @param media where files that customers send are fetched, if it has any
     * @param templates the templates at the provider, if it has any
     * @param hasDefaultToken whether lines without a token of their own can send; when false their messages go to the sandbox
     */
    record Provider(
            MessagingProvider messaging,
            WebhookCodec webhooks,
            boolean hasDefaultToken,
            Optional<MessageHistory> history,
            Optional<MediaSource> media,
            Optional<TemplateCatalog> templates) {

        /** A provider that can send and receive, and nothing else. */
        public Provider(MessagingProvider messaging, WebhookCodec webhooks, boolean hasDefaultToken) {
            this(messaging, webhooks, hasDefaultToken, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
