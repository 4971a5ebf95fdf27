package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.sending.FilledTemplate;
import cl.fizko.chat.application.sending.FilledTemplate.Choice;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonKind;
import cl.fizko.chat.domain.message.TemplateMessage.ButtonValue;
import cl.fizko.chat.domain.template.MessageTemplateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A template and what goes into it. */
final class TemplateForm {

    private static final Field<String> NAME = Field.text("template_name", 512);
    private static final Field<UUID> ID = Field.id("template_id");
    private static final Field<String> LANGUAGE =
            Field.text("language", 10).described("Needed where a template has several.");
    private static final Field<Map<String, String>> VARIABLES =
            Field.textsByName("variables", 100, 1024).described("A value for each gap, by its name.");

    private static final Field<String> VARIABLE = Field.text("variable", 100);
    private static final Field<String> TEXT = Field.text("text", 60);
    private static final Field<MediaKind> KIND = Field.oneOf(
            "kind", Map.of("image", MediaKind.IMAGE, "video", MediaKind.VIDEO, "document", MediaKind.DOCUMENT));
    private static final Field<String> URL = Field.text("url", 2000);
    private static final Field<String> FILENAME = Field.text("filename", 240);
    private static final Field<Values> HEADER = Field.form("header", Form.optional(VARIABLE, TEXT, KIND, URL, FILENAME))
            .described("What the template's header needs: variable and text, or kind and url of a file.");

    private static final Field<Long> INDEX = Field.wholeNumber("index", 0, 9);
    private static final Field<ButtonKind> BUTTON_KIND = Field.oneOf("kind", ButtonKind.class);
    private static final Field<String> VALUE = Field.text("value", 2000);
    private static final Field<List<Values>> BUTTONS =
            Field.forms("buttons", 10, Form.required(INDEX, BUTTON_KIND, VALUE));

    static final Form FIELDS = Form.optional(NAME, ID, LANGUAGE, VARIABLES, HEADER, BUTTONS);

    private TemplateForm() {}

    static FilledTemplate read(Values values) {
        return new FilledTemplate(
                choice(values),
                values.find(VARIABLES).orElse(Map.of()),
                values.find(HEADER).map(TemplateForm::header),
                values.find(BUTTONS).orElse(List.of()).stream()
                        .map(button -> new ButtonValue(
                                button.get(INDEX).intValue(), button.get(BUTTON_KIND), button.get(VALUE)))
                        .toList());
    }

    private static Choice choice(Values values) {
        var name = values.find(NAME);
        var id = values.find(ID);
        if (name.isPresent() == id.isPresent()) {
            throw new InvalidFieldsException(List.of(
                    new FieldProblem("template_name", "must be given, or else template_id, and not both"),
                    new FieldProblem("template_id", "must be given, or else template_name, and not both")));
        }
        return id.<Choice>map(known -> new Choice.ById(new MessageTemplateId(known)))
                .orElseGet(() -> new Choice.ByName(name.orElseThrow(), values.find(LANGUAGE)));
    }

    private static TemplateMessage.Header header(Values header) {
        if (header.has(VARIABLE) && header.has(TEXT)) {
            return new TemplateMessage.Header.Line(header.get(VARIABLE), header.get(TEXT));
        }
        if (header.has(KIND) && header.has(URL)) {
            return new TemplateMessage.Header.File(
                    header.get(KIND),
                    new MediaReference(
                            Optional.empty(),
                            header.find(URL),
                            Optional.empty(),
                            Optional.empty(),
                            header.find(FILENAME)));
        }
        throw new InvalidFieldsException("header", "must have variable and text, or kind and url");
    }
}
