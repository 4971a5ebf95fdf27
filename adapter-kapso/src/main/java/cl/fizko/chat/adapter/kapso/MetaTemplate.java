package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/** Templates as Meta writes them when they are sent (Meta, "Message templates"). */
final class MetaTemplate {

    private MetaTemplate() {}

    static void write(TemplateMessage content, ObjectNode template) {
        template.put("name", content.name());
        template.putObject("language").put("code", content.language());
        var components = template.putArray("components");
        content.header().ifPresent(header -> header(header, parameters(components, "header")));
        if (!content.values().isEmpty()) {
            var body = parameters(components, "body");
            for (var variable : TemplateValues.inOrder(content.values())) {
                text(body.addObject(), variable.getKey(), variable.getValue());
            }
        }
        content.buttons().stream()
                .sorted(Comparator.comparingInt(ButtonValue::index))
                .forEach(button -> button(button, components.addObject()));
        if (components.isEmpty()) {
            template.remove("components");
        }
    }

    private static ArrayNode parameters(ArrayNode components, String type) {
        return components.addObject().put("type", type).putArray("parameters");
    }

    /** A positional value has its place and no name. */
    private static void text(ObjectNode parameter, String variable, String value) {
        parameter.put("type", "text");
        if (!TemplateValues.isPosition(variable)) {
            parameter.put("parameter_name", variable);
        }
        parameter.put("text", value);
    }

    private static void header(TemplateMessage.Header header, ArrayNode parameters) {
        var parameter = parameters.addObject();
        if (header instanceof TemplateMessage.Header.Line line) {
            text(parameter, line.variable(), line.value());
        } else if (header instanceof TemplateMessage.Header.File file) {
            parameter.put("type", file.kind().wireName());
            MetaContent.media(parameter, file.kind(), file.file(), Optional.empty());
        } else if (header instanceof TemplateMessage.Header.Place place) {
            MetaContent.place(parameter.put("type", "location").putObject("location"), place.location());
        }
    }

    /** The index is a text; the value of an address stays positional even in a named template. */
    private static void button(ButtonValue button, ObjectNode component) {
        component
                .put("type", "button")
                .put("sub_type", subType(button.kind()))
                .put("index", Integer.toString(button.index()));
        var parameter = component.putArray("parameters").addObject();
        switch (button.kind()) {
            case URL -> parameter.put("type", "text").put("text", button.value());
            case QUICK_REPLY -> parameter.put("type", "payload").put("payload", button.value());
            case COPY_CODE -> parameter.put("type", "coupon_code").put("coupon_code", button.value());
        }
    }

    private static String subType(ButtonKind kind) {
        return switch (kind) {
            case URL -> "url";
            case QUICK_REPLY -> "quick_reply";
            case COPY_CODE -> "copy_code";
        };
    }
}
