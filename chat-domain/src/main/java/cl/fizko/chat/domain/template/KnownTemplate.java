package cl.fizko.chat.domain.template;

import java.util.List;
import java.util.Optional;

/**
 * A template as one business number of a company can have it: by the company's own text, by what the number's provider has on its
 * list, or by both, under one name in one language.
 *
 * @param own the company's own text; empty when only the provider knows the template
 * @param atProvider empty when the provider has told nothing of it
 */
public record KnownTemplate(Optional<MessageTemplate> own, Optional<ProviderTemplate> atProvider) {

    public KnownTemplate {
        if (own.isEmpty() && atProvider.isEmpty()) {
            throw new IllegalArgumentException("a known template is known to somebody");
        }
    }

    public String name() {
        return own.map(MessageTemplate::name)
                .or(() -> atProvider.map(ProviderTemplate::name))
                .orElseThrow();
    }

    public String language() {
        return own.map(MessageTemplate::language)
                .or(() -> atProvider.map(ProviderTemplate::language))
                .orElseThrow();
    }

    /** The gaps that are to be filled, as far as is known; those of the company's own text if there is one. */
    public List<String> variables() {
        return own.map(MessageTemplate::variables)
                .or(() -> atProvider.map(template -> template.shape().bodyVariables()))
                .orElse(List.of());
    }

    /** Whether the gaps are known: of a template that only a judgement has told of, they are not. */
    public boolean hasKnownVariables() {
        return own.isPresent()
                || atProvider
                        .filter(template -> !template.externalId().isEmpty())
                        .isPresent();
    }
}
