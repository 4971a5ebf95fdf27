package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares one message with the template it names. Belongs to one check and its thread. */
final class TemplateFit {

    /** What is shown of a name that the caller made up. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,60}");

    private final TemplateShape shape;
    private final TemplateMessage message;
    private final List<FieldProblem> problems = new ArrayList<>();

    TemplateFit(TemplateShape shape, TemplateMessage message) {
        this.shape = shape;
        this.message = message;
    }

    List<FieldProblem> problems() {
        values();
        header();
        for (int i = 0; i < message.buttons().size(); i++) {
            button("buttons[" + i + "]", message.buttons().get(i));
        }
        missingButtons();
        return List.copyOf(problems);
    }

    private void values() {
        var wanted = shape.bodyVariables();
        var given = message.values().keySet();
        if (shape.format() == VariableFormat.POSITIONAL && wanted.size() != given.size()) {
            add("values", "are " + wanted.size() + ", as many as the template has gaps");
            return;
        }
        for (var name : wanted) {
            if (!given.contains(name)) {
                add("values." + name, "is missing");
            }
        }
        var unknown = new TreeSet<>(given);
        wanted.forEach(unknown::remove);
        for (var name : unknown) {
            if (NAME.matcher(name).matches()) {
                add("values." + name, "is no gap of the template's");
            } else {
                add("values", "are named like the template's gaps");
            }
        }
    }

    private void header() {
        var wanted = shape.header();
        var given = message.header();
        if (wanted.isEmpty()) {
            given.ifPresent(superfluous -> add("header", "is not there in the template, or needs nothing"));
        } else if (given.isEmpty()) {
            add("header", "needs " + need(wanted.get()));
        } else if (kind(given.get()) != wanted.get().kind()) {
            add("header", "has another kind: the template needs " + need(wanted.get()));
        } else if (given.get() instanceof TemplateMessage.Header.Line line) {
            var name = wanted.get().variable();
            if (!Optional.of(line.variable()).equals(name)) {
                add("header.variable", "is " + name.orElse("not there"));
            }
        }
    }

    private static HeaderKind kind(TemplateMessage.Header header) {
        if (header instanceof TemplateMessage.Header.File file) {
            return switch (file.kind()) {
                case IMAGE -> HeaderKind.IMAGE;
                case VIDEO -> HeaderKind.VIDEO;
                // The others are in no template, so they only must not pass for one of the first two.
                case DOCUMENT, AUDIO, STICKER -> HeaderKind.DOCUMENT;
            };
        }
        return header instanceof TemplateMessage.Header.Place ? HeaderKind.LOCATION : HeaderKind.TEXT;
    }

    private static String need(HeaderShape header) {
        return switch (header.kind()) {
            case TEXT -> "a text for the gap " + header.variable().orElse("1");
            case IMAGE -> "an image";
            case VIDEO -> "a video";
            case DOCUMENT -> "a document";
            case LOCATION -> "a place";
        };
    }

    private void button(String field, TemplateMessage.ButtonValue given) {
        if (given.index() < 0 || given.index() >= shape.buttons().size()) {
            add(
                    field + ".index",
                    "is that of one of the template's " + shape.buttons().size() + " buttons");
            return;
        }
        var wanted = shape.buttons().get(given.index());
        if (wanted.kind() == ButtonKind.OTHER || (wanted.kind() == ButtonKind.URL && !wanted.needsValue())) {
            add(field, "is superfluous: that button takes no value");
        } else if (!given.kind().name().equals(wanted.kind().name())) {
            add(field + ".kind", "is " + words(wanted));
        }
    }

    private void missingButtons() {
        for (int index = 0; index < shape.buttons().size(); index++) {
            int wanted = index;
            var button = shape.buttons().get(index);
            if (button.needsValue() && message.buttons().stream().noneMatch(given -> given.index() == wanted)) {
                add("buttons", "lack the value of button " + index + " (" + words(button) + ")");
            }
        }
    }

    private static String words(ButtonShape button) {
        return button.kind().name().toLowerCase(Locale.ROOT);
    }

    private void add(String field, String problem) {
        problems.add(new FieldProblem(field, problem));
    }
}
