package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ReplyButtons;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Buttons and lists as Meta writes them (Meta, "Interactive reply buttons messages", "Interactive list messages"). */
final class MetaInteractive {

    private MetaInteractive() {}

    static void write(ReplyButtons content, ObjectNode interactive) {
        interactive.put("type", "button");
        content.header().ifPresent(header -> header(header, interactive));
        words(interactive, content.body(), content.footer());
        var buttons = interactive.putObject("action").putArray("buttons");
        for (var button : content.buttons()) {
            buttons.addObject()
                    .put("type", "reply")
                    .putObject("reply")
                    .put("id", button.id())
                    .put("title", button.title());
        }
    }

    private static void header(ReplyButtons.Header header, ObjectNode interactive) {
        var object = interactive.putObject("header");
        if (header instanceof ReplyButtons.Header.Line line) {
            object.put("type", "text").put("text", line.text());
        } else if (header instanceof ReplyButtons.Header.File file) {
            object.put("type", file.kind().wireName());
            MetaContent.media(object, file.kind(), file.file(), Optional.empty());
        }
    }

    static void write(ChoiceList content, ObjectNode interactive) {
        interactive.put("type", "list");
        content.header()
                .ifPresent(text ->
                        interactive.putObject("header").put("type", "text").put("text", text));
        words(interactive, content.body(), content.footer());
        var action = interactive.putObject("action").put("button", content.opener());
        var sections = action.putArray("sections");
        for (var section : content.sections()) {
            ChoiceRows.write(section, sections.addObject());
        }
    }

    private static void words(ObjectNode interactive, String body, Optional<String> footer) {
        interactive.putObject("body").put("text", body);
        footer.ifPresent(text -> interactive.putObject("footer").put("text", text));
    }
}
