package cl.fizko.chat.application.sending;

import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.template.MessageTemplateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which template to send, and what goes into it.
 *
 * @param variables a value for each gap of the body, by name
 * @param header what the template's header needs, if anything
 * @param buttons for those buttons that need a value
 */
public record FilledTemplate(
        Choice template,
        Map<String, String> variables,
        Optional<TemplateMessage.Header> header,
        List<TemplateMessage.ButtonValue> buttons) {

    public FilledTemplate {
        variables = Map.copyOf(variables);
        buttons = List.copyOf(buttons);
    }

    /** A template that has text alone. */
    public FilledTemplate(Choice template, Map<String, String> variables) {
        this(template, variables, Optional.empty(), List.of());
    }

    /** How a template is chosen. */
    public sealed interface Choice {

        /** One of the company's own. */
        record ById(MessageTemplateId id) implements Choice {}

        /**
         * One of the company's own or of its account at the provider.
         *
         * @param language may be left out where there is only one
         */
        record ByName(String name, Optional<String> language) implements Choice {}
    }

    @Override
    public String toString() {
        return "FilledTemplate[" + template + "]";
    }
}
