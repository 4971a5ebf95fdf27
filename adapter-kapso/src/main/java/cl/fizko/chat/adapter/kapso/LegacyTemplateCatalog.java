package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.util.List;

/**
 * What the legacy v1 API says about templates: it has a list of them, whose answer is not documented and whose statuses are
 * Kapso's own, so that nothing here can be relied on. Refuses everything without a call.
 */
final class LegacyTemplateCatalog implements TemplateCatalog {

    private static final Failure UNDOCUMENTED = new Failure(
            FailureReason.CONFIG,
            "unsupported:templates",
            "templates are managed through Kapso's Meta proxy: " + KapsoSettings.BASE_URL + " names the legacy API");

    @Override
    public Answer<List<ProviderTemplate>> list(Account account) {
        return new Answer.Failed<>(UNDOCUMENTED);
    }

    @Override
    public Answer<Created> create(Account account, Proposal proposal) {
        return new Answer.Failed<>(UNDOCUMENTED);
    }

    @Override
    public Answer<Boolean> delete(Account account, String name, String externalId) {
        return new Answer.Failed<>(UNDOCUMENTED);
    }
}
