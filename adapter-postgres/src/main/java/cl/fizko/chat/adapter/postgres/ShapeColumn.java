package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A {@link TemplateShape} as a JSON object. */
final class ShapeColumn {

    /** Of a template of which only a judgement has told: as far as we know it needs nothing. */
    static final String EMPTY =
            write(new TemplateShape(VariableFormat.POSITIONAL, Optional.empty(), List.of(), List.of()));

    private ShapeColumn() {}

    static String write(TemplateShape shape) {
        var json = JsonNodeFactory.instance.objectNode().put("format", lower(shape.format()));
        shape.header().ifPresent(header -> {
            var one = json.putObject("header").put("kind", lower(header.kind()));
            JsonFields.put(one, "variable", header.variable());
        });
        var variables = json.putArray("body_variables");
        shape.bodyVariables().forEach(variables::add);
        var buttons = json.putArray("buttons");
        shape.buttons()
                .forEach(button ->
                        buttons.addObject().put("kind", lower(button.kind())).put("needs_value", button.needsValue()));
        return json.toString();
    }

    static TemplateShape read(String column) {
        var json = JsonFields.parse("template", column);
        return new TemplateShape(
                VariableFormat.valueOf(upper(json, "format")),
                JsonFields.object(json, "header")
                        .map(header -> new HeaderShape(
                                HeaderKind.valueOf(upper(header, "kind")), JsonFields.text(header, "variable"))),
                JsonFields.all(json, "body_variables", JsonNode::textValue),
                JsonFields.all(
                        json,
                        "buttons",
                        button -> new ButtonShape(
                                ButtonKind.valueOf(upper(button, "kind")),
                                button.path("needs_value").booleanValue())));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(JsonNode json, String name) {
        return JsonFields.required(json, name).toUpperCase(Locale.ROOT);
    }
}
