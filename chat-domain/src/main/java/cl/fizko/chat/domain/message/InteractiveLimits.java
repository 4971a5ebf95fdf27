package cl.fizko.chat.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What WhatsApp allows in messages that offer a choice (Meta, "Interactive reply buttons messages", "Interactive list messages"). */
final class InteractiveLimits {

    private static final int HEADER = 60;
    private static final int FOOTER = 60;

    private static final int BUTTONS_BODY = 1024;
    private static final int BUTTONS = 3;
    private static final int BUTTON_ID = 256;
    private static final int BUTTON_TITLE = 20;

    private static final int LIST_BODY = 4096;
    private static final int OPENER = 20;
    private static final int SECTIONS = 10;
    private static final int SECTION_TITLE = 24;
    private static final int ROWS = 10;
    private static final int ROW_ID = 200;
    private static final int ROW_TITLE = 24;
    private static final int ROW_DESCRIPTION = 72;

    private InteractiveLimits() {}

    static void check(ReplyButtons content, FieldProblems problems) {
        content.header().ifPresent(header -> check(header, problems));
        problems.text("body", content.body(), BUTTONS_BODY);
        problems.text("footer", content.footer(), FOOTER);
        var buttons = content.buttons();
        problems.unless(!buttons.isEmpty() && buttons.size() <= BUTTONS, "buttons", "has 1 to " + BUTTONS + " buttons");
        for (int i = 0; i < buttons.size(); i++) {
            problems.text("buttons[" + i + "].id", buttons.get(i).id(), BUTTON_ID);
            problems.text("buttons[" + i + "].title", buttons.get(i).title(), BUTTON_TITLE);
        }
        problems.distinct(
                fields("buttons", buttons.size(), "id"),
                buttons.stream().map(ReplyButtons.Button::id).toList());
        problems.distinct(
                fields("buttons", buttons.size(), "title"),
                buttons.stream().map(ReplyButtons.Button::title).toList());
    }

    private static void check(ReplyButtons.Header header, FieldProblems problems) {
        if (header instanceof ReplyButtons.Header.Line line) {
            problems.text("header.text", line.text(), HEADER);
        } else if (header instanceof ReplyButtons.Header.File file) {
            headerFile(file.kind(), file.file(), problems);
        }
    }

    /** The same for a template's header. */
    static void headerFile(MediaKind kind, MediaReference file, FieldProblems problems) {
        problems.unless(
                kind == MediaKind.IMAGE || kind == MediaKind.VIDEO || kind == MediaKind.DOCUMENT,
                "header.kind",
                "is an image, a video or a document");
        ContentLimits.file("header.file", kind, file, problems);
    }

    static void check(ChoiceList content, FieldProblems problems) {
        problems.text("header", content.header(), HEADER);
        problems.text("body", content.body(), LIST_BODY);
        problems.text("footer", content.footer(), FOOTER);
        problems.text("opener", content.opener(), OPENER);
        var sections = content.sections();
        problems.unless(
                !sections.isEmpty() && sections.size() <= SECTIONS, "sections", "has 1 to " + SECTIONS + " sections");
        int rows = sections.stream().mapToInt(section -> section.rows().size()).sum();
        problems.unless(rows <= ROWS, "sections", "have " + ROWS + " rows at most, all together");
        for (int i = 0; i < sections.size(); i++) {
            check("sections[" + i + "]", sections.get(i), sections.size() > 1, problems);
        }
        differentIds(sections, problems);
    }

    private static void check(String field, ChoiceList.Section section, boolean needsTitle, FieldProblems problems) {
        problems.unless(
                section.title().isPresent() || !needsTitle,
                field + ".title",
                "is needed, for there are several sections");
        problems.text(field + ".title", section.title(), SECTION_TITLE);
        var rows = section.rows();
        problems.unless(!rows.isEmpty(), field + ".rows", "has a row");
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            problems.text(field + ".rows[" + i + "].id", row.id(), ROW_ID);
            problems.text(field + ".rows[" + i + "].title", row.title(), ROW_TITLE);
            problems.text(field + ".rows[" + i + "].description", row.description(), ROW_DESCRIPTION);
        }
        // Ours: nobody could tell them apart. Under another heading the same title is another choice.
        problems.distinct(
                fields(field + ".rows", rows.size(), "title"),
                rows.stream()
                        .map(row -> row.title() + "\n" + row.description().orElse(""))
                        .toList());
    }

    private static void differentIds(List<ChoiceList.Section> sections, FieldProblems problems) {
        var fields = new ArrayList<String>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < sections.size(); i++) {
            var rows = sections.get(i).rows();
            fields.addAll(fields("sections[" + i + "].rows", rows.size(), "id"));
            rows.forEach(row -> ids.add(row.id()));
        }
        problems.distinct(fields, ids);
    }

    private static List<String> fields(String list, int size, String name) {
        return IntStream.range(0, size)
                .mapToObj(i -> list + "[" + i + "]." + name)
                .toList();
    }
}
