package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What can be said of a template's values without knowing the template; {@code TemplateShape} compares them with it. Meta refuses
 * malformed values with 132012 or 132018 (Meta, "Message templates", "Error codes").
 */
final class TemplateLimits {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]{1,60}");
    private static final Pattern POSITION = Pattern.compile("[0-9]+");
    private static final Pattern BREAKS_THE_LINE = Pattern.compile("[\\n\\r\\t\\u000b\\f\\u0085\\u2028\\u2029]");
    private static final Pattern RUN_OF_SPACES = Pattern.compile(" {5}");

    /** A body with its values has 1024 characters at most (132005), so no value has more. */
    private static final int VALUE = 1024;

    private static final int HEADER = 60;
    private static final int BUTTONS = 10;
    private static final int ADDRESS = 2000;

    /** Meta gives none for templates; this is the one of reply buttons, which come back on the same way. */
    private static final int PAYLOAD = 256;

    private static final int CODE = 15;

    private TemplateLimits() {}

    static void check(TemplateMessage template, FieldProblems problems) {
        problems.unless(
                NAME.matcher(template.name()).matches(),
                "name",
                "is 1 to 512 lower-case letters, digits and underscores");
        problems.unless(
                LANGUAGE.matcher(template.language()).matches(),
                "language",
                "is a language of Meta's, like es_CL or es");
        names(template, problems);
        new TreeMap<>(template.values()).forEach((name, value) -> {
            if (VARIABLE.matcher(name).matches()) {
                value("values." + name, value, VALUE, problems);
            }
        });
        template.header().ifPresent(header -> check(header, problems));
        check(template.buttons(), problems);
    }

    /** Variables have names, or the positions 1, 2, 3…, and never some of both (Meta, "Template parameters"). */
    private static void names(TemplateMessage template, FieldProblems problems) {
        var names = template.values().keySet();
        problems.unless(
                names.stream().allMatch(name -> VARIABLE.matcher(name).matches()),
                "values",
                "are named by letters, digits and underscores");
        long positions =
                names.stream().filter(name -> POSITION.matcher(name).matches()).count();
        problems.unless(
                positions == 0
                        || IntStream.rangeClosed(1, names.size())
                                .mapToObj(Integer::toString)
                                .allMatch(names::contains),
                "values",
                "are all named, or all numbered from 1 without a gap");
    }

    private static void value(String field, String value, int longest, FieldProblems problems) {
        problems.text(field, value, longest);
        problems.unless(!BREAKS_THE_LINE.matcher(value).find(), field, "is one line, without tabs");
        problems.unless(!RUN_OF_SPACES.matcher(value).find(), field, "has 4 spaces in a row at most");
    }

    private static void check(TemplateMessage.Header header, FieldProblems problems) {
        if (header instanceof TemplateMessage.Header.Line line) {
            problems.unless(
                    VARIABLE.matcher(line.variable()).matches(),
                    "header.variable",
                    "is named by letters, digits and underscores");
            value("header.value", line.value(), HEADER, problems);
        } else if (header instanceof TemplateMessage.Header.File file) {
            InteractiveLimits.headerFile(file.kind(), file.file(), problems);
        } else if (header instanceof TemplateMessage.Header.Place place) {
            ContentLimits.check("header.", place.location(), problems);
        }
    }

    private static void check(List<TemplateMessage.ButtonValue> buttons, FieldProblems problems) {
        for (int i = 0; i < buttons.size(); i++) {
            var button = buttons.get(i);
            var field = "buttons[" + i + "]";
            problems.unless(
                    button.index() >= 0 && button.index() < BUTTONS, field + ".index", "is from 0 to " + (BUTTONS - 1));
            var value = field + ".value";
            switch (button.kind()) {
                case URL -> value(value, button.value(), ADDRESS, problems);
                case QUICK_REPLY -> problems.text(value, button.value(), PAYLOAD);
                case COPY_CODE -> value(value, button.value(), CODE, problems);
            }
        }
        problems.distinct(
                IntStream.range(0, buttons.size())
                        .mapToObj(i -> "buttons[" + i + "].index")
                        .toList(),
                buttons.stream().map(button -> Integer.toString(button.index())).toList());
    }
}
