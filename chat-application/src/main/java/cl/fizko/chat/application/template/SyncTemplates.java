package cl.fizko.chat.application.template;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.port.TemplateCatalog.Account;
import cl.fizko.chat.domain.port.TemplateCatalog.Answer;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.template.ProviderTemplate;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: learns from the providers which templates there are and which of them may be sent. Judgements also arrive as
 * webhooks, but not through every provider, and not those of the past.
 *
 * <p>Thread-safe.
 */
public final class SyncTemplates {

    private static final Logger log = LoggerFactory.getLogger(SyncTemplates.class);

    private final WhatsAppConfigRepository configs;
    private final ProviderTemplateRepository templates;
    private final Providers providers;
    private final Clock clock;

    @Inject
    public SyncTemplates(
            WhatsAppConfigRepository configs, ProviderTemplateRepository templates, Providers providers, Clock clock) {
        this.clock = clock;
        this.configs = configs;
        this.templates = templates;
        this.providers = providers;
    }

    /**
     * Looks at every business account. One whose list cannot be had through any of its numbers is due again at once: the caller's
     * pause is the only one.
     *
     * @param every not at accounts that some node looked at within this time
     */
    public void run(Duration every) {
        var accounts = new LinkedHashMap<Known, List<WhatsAppConfig>>();
        for (var config : configs.all()) {
            if (config.active() && providers.templatesOf(config).isPresent()) {
                config.businessAccountId()
                        .map(account -> new Known(config.provider(), account))
                        .ifPresent(account -> accounts.computeIfAbsent(account, key -> new ArrayList<>())
                                .add(config));
            }
        }
        accounts.forEach((account, numbers) -> runGuarded(account, numbers, every));
    }

    private void runGuarded(Known account, List<WhatsAppConfig> numbers, Duration every) {
        try {
            if (!Thread.currentThread().isInterrupted()
                    && templates.claimSync(account.provider(), account.accountId(), every)
                    && numbers.stream().noneMatch(this::isSynced)) {
                templates.releaseSync(account.provider(), account.accountId());
            }
        } catch (RuntimeException e) {
            log.error("templates of account {} not synchronised", account.accountId(), Fault.withoutMessages(e));
        }
    }

    /** Each number of an account has a key of its own, and one may be dead. */
    private boolean isSynced(WhatsAppConfig config) {
        try {
            var failure = sync(config).failure();
            failure.ifPresent(why -> log.warn("templates not read with the key of config {}: {}", config.id(), why));
            return failure.isEmpty();
        } catch (RuntimeException e) {
            log.error("templates of config {} not synchronised", config.id(), Fault.withoutMessages(e));
            return false;
        }
    }

    /**
     * Looks at the account of one number now.
     *
     * @throws IllegalArgumentException if the number has no business account, or its provider no templates
     */
    public Outcome sync(WhatsAppConfig config) {
        var account = config.businessAccountId()
                .orElseThrow(() -> new IllegalArgumentException(
                        "config " + config.id() + " has no business_account_id: templates belong to one"));
        var catalog = providers
                .templatesOf(config)
                .orElseThrow(() -> new IllegalArgumentException(
                        "config " + config.id() + " has no provider whose templates can be read"));
        var askedAt = clock.instant();
        var answer = catalog.list(new Account(account, config.apiToken()));
        if (answer instanceof Answer.Failed<List<ProviderTemplate>> failed) {
            return new Outcome(List.of(), Optional.of(failed.failure()));
        }
        var listed = ((Answer.Done<List<ProviderTemplate>>) answer).value();
        templates.replace(config, listed, askedAt);
        return new Outcome(listed, Optional.empty());
    }

    /**
     * What came of a look.
     *
     * @param templates all of the account; empty when it failed
     * @param failure present when the provider could not be asked
     */
    public record Outcome(List<ProviderTemplate> templates, Optional<Failure> failure) {}

    private record Known(ProviderId provider, String accountId) {}
}
