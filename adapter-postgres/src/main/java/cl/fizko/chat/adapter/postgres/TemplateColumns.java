package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import cl.fizko.chat.domain.message.TemplateMessage.Header;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/** A template with its values as {@code details}; one that needs no header and no button has neither field. Its text is in the row. */
final class TemplateColumns {

    private TemplateColumns() {}

    static void put(ObjectNode details, TemplateMessage template) {
        details.put("name", template.name());
        details.put("language", template.language());
        var values = details.putObject("values");
        template.values().forEach(values::put);
        template.header().ifPresent(header -> put(details.putObject("header"), header));
        if (!template.buttons().isEmpty()) {
            var buttons = details.putArray("buttons");
            template.buttons()
                    .forEach(button -> buttons.addObject()
                            .put("index", button.index())
                            .put("kind", button.kind().name().toLowerCase(Locale.ROOT))
                            .put("value", button.value()));
        }
    }

    private static void put(ObjectNode json, Header header) {
        if (header instanceof Header.Line line) {
            json.put("variable", line.variable()).put("value", line.value());
        } else if (header instanceof Header.File file) {
            json.put("kind", file.kind().wireName());
            FileColumns.put(json, file.file());
        } else if (header instanceof Header.Place place) {
            put(json.putObject("place"), place.location());
        }
    }

    static TemplateMessage read(JsonNode details, Optional<String> rendered) {
        var values = new HashMap<String, String>();
        details.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().textValue()));
        return new TemplateMessage(
                JsonFields.required(details, "name"),
                JsonFields.required(details, "language"),
                values,
                JsonFields.object(details, "header").map(TemplateColumns::header),
                JsonFields.all(details, "buttons", TemplateColumns::button),
                rendered);
    }

    private static Header header(JsonNode json) {
        var place = JsonFields.object(json, "place");
        if (place.isPresent()) {
            return new Header.Place(location(place.get()));
        }
        return json.has("kind")
                ? new Header.File(FileColumns.kind(JsonFields.required(json, "kind")), FileColumns.read(json))
                : new Header.Line(JsonFields.required(json, "variable"), JsonFields.required(json, "value"));
    }

    private static ButtonValue button(JsonNode json) {
        return new ButtonValue(
                json.path("index").intValue(),
                ButtonKind.valueOf(JsonFields.required(json, "kind").toUpperCase(Locale.ROOT)),
                JsonFields.required(json, "value"));
    }

    static void put(ObjectNode json, MessageContent.Location location) {
        json.put("latitude", location.latitude());
        json.put("longitude", location.longitude());
        JsonFields.put(json, "name", location.name());
        JsonFields.put(json, "address", location.address());
    }

    static MessageContent.Location location(JsonNode json) {
        return new MessageContent.Location(
                json.path("latitude").doubleValue(),
                json.path("longitude").doubleValue(),
                JsonFields.text(json, "name"),
                JsonFields.text(json, "address"));
    }
}
