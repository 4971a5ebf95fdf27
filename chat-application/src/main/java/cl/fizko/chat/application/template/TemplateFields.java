package cl.fizko.chat.application.template;

import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;

/** What can be edited of a template; not checked yet. */
public record TemplateFields(String name, String language, TemplateCategory category, String content, boolean active) {

    static TemplateFields of(MessageTemplate template) {
        return new TemplateFields(
                template.name(), template.language(), template.category(), template.content(), template.active());
    }
}
