package cl.fizko.chat.domain.template;

import java.util.Optional;

/**
 * A template as its provider knows it.
 *
 * @param externalId the provider's id of the template; opaque
 * @param language e.g. {@code es_CL}; a template is known by name and language together
 * @param rejectedReason in the provider's words, e.g. {@code INVALID_FORMAT}
 */
public record ProviderTemplate(
        String externalId,
        String name,
        String language,
        TemplateStatus status,
        TemplateCategory category,
        TemplateShape shape,
        Optional<String> rejectedReason) {}
