package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The free-form messages that may be sent: a text, a file by its address, a text with buttons or with a list. */
final class ContentForm {

    /** What a message says. */
    private enum Kind {
        TEXT,
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT,
        BUTTONS,
        LIST
    }

    private static final Field<Kind> TYPE =
            Field.oneOf("message_type", kinds()).described("What is sent; text if not given.");
    private static final Field<String> CONTENT =
            Field.text("content", 4096).described("The text; of a file its caption.");
    private static final Field<String> MEDIA_URL =
            Field.text("media_url", 2000).described("Where WhatsApp fetches the file.");
    private static final Field<String> FILENAME =
            Field.text("filename", 240).described("Of a document, as it is shown.");
    private static final Field<String> FOOTER = Field.text("footer", 60);

    private static final Field<String> ID = Field.text("id", 256);
    private static final Field<String> TITLE = Field.text("title", 24);
    private static final Field<String> DESCRIPTION = Field.text("description", 72);
    private static final Field<List<Values>> BUTTONS = Field.forms("buttons", 3, Form.required(ID, TITLE));

    private static final Field<String> OPENER =
            Field.text("list_button", 20).described("The title of the button that opens the list.");
    private static final Field<List<Values>> ROWS =
            Field.forms("rows", 10, Form.required(ID, TITLE).andOptional(DESCRIPTION));
    private static final Field<List<Values>> SECTIONS =
            Field.forms("sections", 10, Form.required(ROWS).andOptional(TITLE));

    static final Form FIELDS = Form.optional(TYPE, CONTENT, MEDIA_URL, FILENAME, FOOTER, BUTTONS, OPENER, SECTIONS);

    /** What each kind needs and what else it takes. */
    private static final Map<Kind, Shape> SHAPES = Map.of(
            Kind.TEXT, new Shape(List.of(CONTENT), List.of()),
            Kind.IMAGE, new Shape(List.of(MEDIA_URL), List.of(CONTENT)),
            Kind.VIDEO, new Shape(List.of(MEDIA_URL), List.of(CONTENT)),
            Kind.AUDIO, new Shape(List.of(MEDIA_URL), List.of()),
            Kind.DOCUMENT, new Shape(List.of(MEDIA_URL), List.of(CONTENT, FILENAME)),
            Kind.BUTTONS, new Shape(List.of(CONTENT, BUTTONS), List.of(FOOTER)),
            Kind.LIST, new Shape(List.of(CONTENT, OPENER, SECTIONS), List.of(FOOTER)));

    private record Shape(List<Field<?>> needed, List<Field<?>> allowed) {}

    private ContentForm() {}

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        for (var kind : Kind.values()) {
            kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return kinds;
    }

    /** The content; throws if a field is missing that its kind needs, or there that it does not take. */
    static MessageContent read(Values values) {
        var kind = values.find(TYPE).orElse(Kind.TEXT);
        check(kind, values);
        var content = values.find(CONTENT);
        return switch (kind) {
            case TEXT -> new MessageContent.Text(values.get(CONTENT));
            case IMAGE -> media(MediaKind.IMAGE, values, content);
            case VIDEO -> media(MediaKind.VIDEO, values, content);
            case AUDIO -> media(MediaKind.AUDIO, values, content);
            case DOCUMENT -> media(MediaKind.DOCUMENT, values, content);
            case BUTTONS ->
                new ReplyButtons(Optional.empty(), values.get(CONTENT), values.find(FOOTER), buttons(values));
            case LIST ->
                new ChoiceList(
                        Optional.empty(),
                        values.get(CONTENT),
                        values.find(FOOTER),
                        values.get(OPENER),
                        values.get(SECTIONS).stream().map(ContentForm::section).toList());
        };
    }

    /** What a field of a content is called in the request. */
    static String named(String field) {
        return switch (field) {
            case "body", "caption" -> CONTENT.name();
            case "file", "file.url" -> MEDIA_URL.name();
            case "file.filename" -> FILENAME.name();
            case "opener" -> OPENER.name();
            default -> field;
        };
    }

    private static void check(Kind kind, Values values) {
        var shape = SHAPES.getOrDefault(kind, new Shape(List.of(), List.of()));
        var problems = new ArrayList<FieldProblem>();
        for (var field : List.<Field<?>>of(CONTENT, MEDIA_URL, FILENAME, FOOTER, BUTTONS, OPENER, SECTIONS)) {
            if (shape.needed().contains(field) && !values.has(field)) {
                problems.add(new FieldProblem(field.name(), "is required"));
            } else if (values.has(field)
                    && !shape.needed().contains(field)
                    && !shape.allowed().contains(field)) {
                problems.add(new FieldProblem(field.name(), "must not be given with this message_type"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    private static MessageContent media(MediaKind kind, Values values, Optional<String> caption) {
        var file = new MediaReference(
                Optional.empty(), values.find(MEDIA_URL), Optional.empty(), Optional.empty(), values.find(FILENAME));
        return new MessageContent.Media(kind, file, caption, Optional.empty());
    }

    private static List<ReplyButtons.Button> buttons(Values values) {
        return values.get(BUTTONS).stream()
                .map(button -> new ReplyButtons.Button(button.get(ID), button.get(TITLE)))
                .toList();
    }

    private static ChoiceList.Section section(Values section) {
        return new ChoiceList.Section(
                section.find(TITLE),
                section.get(ROWS).stream()
                        .map(row -> new ChoiceList.Row(row.get(ID), row.get(TITLE), row.find(DESCRIPTION)))
                        .toList());
    }
}
