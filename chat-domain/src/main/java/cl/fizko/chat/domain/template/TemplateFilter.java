package cl.fizko.chat.domain.template;

import java.util.Optional;

/**
 * Which templates are wanted; an empty field lets all through.
 *
 * @param search a part of the name or of the text, in any case
 */
public record TemplateFilter(
        Optional<String> name,
        Optional<String> language,
        Optional<TemplateCategory> category,
        Optional<Boolean> active,
        Optional<String> search) {

    public static final TemplateFilter NONE = new TemplateFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
