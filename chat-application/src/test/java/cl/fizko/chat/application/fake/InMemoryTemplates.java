package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The templates of one account in a list; never synchronised until it is told them. A claim lasts until it is released. */
public final class InMemoryTemplates implements ProviderTemplateRepository {

    private Optional<List<ProviderTemplate>> known = Optional.empty();

    private final Set<String> syncing = new HashSet<>();

    public InMemoryTemplates with(ProviderTemplate... templates) {
        known = Optional.of(List.of(templates));
        return this;
    }

    @Override
    public void releaseSync(ProviderId provider, String accountId) {
        syncing.remove(accountId);
    }

    @Override
    public void replace(WhatsAppConfig config, List<ProviderTemplate> templates, Instant askedAt) {
        known = Optional.of(List.copyOf(templates));
    }

    @Override
    public boolean claimSync(ProviderId provider, String accountId, Duration every) {
        return syncing.add(accountId);
    }

    @Override
    public boolean isSynced(ProviderId provider, String accountId) {
        return known.isPresent();
    }

    @Override
    public Optional<ProviderTemplate> find(ProviderId provider, String accountId, String name, String language) {
        return all(provider, accountId).stream()
                .filter(template ->
                        template.name().equals(name) && template.language().equals(language))
                .findFirst();
    }

    @Override
    public List<ProviderTemplate> all(ProviderId provider, String accountId) {
        return known.orElse(List.of());
    }
}
