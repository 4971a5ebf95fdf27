package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outbound port: the templates at the provider, where each is judged before it may be sent.
 *
 * <p>Thread-safe. A call blocks for at most the provider's own timeout a page. None throws for anything that a network or a
 * provider can do; a failure's reason tells whether trying again is of use ({@code RETRIES_EXHAUSTED}) or not.
 */
public interface TemplateCatalog {

    /** All templates of a business account, in every language. */
    Answer<List<ProviderTemplate>> list(Account account);

    /** Offers a template to the provider, which usually answers that it is pending; it may change the category. */
    Answer<Created> create(Account account, Proposal proposal);

    /** Deletes one language of a template, by the provider's id of it; one that is gone counts as deleted. */
    Answer<Boolean> delete(Account account, String name, String externalId);

    /**
     * A business account.
     *
     * @param id the provider's id of it
     * @param token the key of one of its lines; empty means the provider's default
     */
    record Account(String id, Optional<Secret> token) {}

    /**
     * A text to be judged.
     *
     * @param body with gaps like {@code {{nombre}}}
     * @param examples a value for each gap, for the person who judges
     * @param footer small print below the text
     * @param quickReplies the titles of its buttons
     */
    record Proposal(
            String name,
            String language,
            TemplateCategory category,
            String body,
            Map<String, String> examples,
            Optional<String> footer,
            List<String> quickReplies) {
        public Proposal {
            examples = Map.copyOf(examples);
            quickReplies = List.copyOf(quickReplies);
        }
    }

    /** A template that the provider has taken in. */
    record Created(String externalId, TemplateStatus status, TemplateCategory category) {}

    /** What came of a call. */
    sealed interface Answer<T> {
        record Done<T>(T value) implements Answer<T> {}

        record Failed<T>(Failure failure) implements Answer<T> {}
    }
}
