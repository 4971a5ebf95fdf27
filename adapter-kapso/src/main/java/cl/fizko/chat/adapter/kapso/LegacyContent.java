package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Contents as Kapso's legacy API writes them: everything flat in one object (Kapso, "Legacy API, send a message"). */
final class LegacyContent {

    private LegacyContent() {}

    /**
     * Adds a content to a message.
     *
     * @param content without any of {@link LegacyGaps}
     * @throws IllegalArgumentException if it is of a kind that only customers send
     */
    static void write(MessageContent content, ObjectNode message) {
        if (content instanceof MessageContent.Text text) {
            message.put("message_type", "text").put("content", text.body());
        } else if (content instanceof MessageContent.Media media) {
            write(media, message);
        } else if (content instanceof MessageContent.Location location) {
            message.put("message_type", "location")
                    .put("latitude", location.latitude())
                    .put("longitude", location.longitude());
            location.name().ifPresent(name -> message.put("location_name", name));
            location.address().ifPresent(address -> message.put("location_address", address));
        } else if (content instanceof MessageContent.Contacts contacts) {
            message.put("message_type", "contacts").set("contacts", ContactCards.read(contacts));
        } else if (content instanceof MessageContent.Reaction reaction) {
            message.put("message_type", "reaction")
                    .put("reaction_emoji", reaction.emoji().orElse(""))
                    .put("reacted_to_message_id", reaction.target().value());
        } else if (content instanceof ReplyButtons buttons) {
            write(buttons, message);
        } else if (content instanceof ChoiceList list) {
            write(list, message);
        } else if (content instanceof TemplateMessage template) {
            write(template, message);
        } else {
            throw new IllegalArgumentException(content.type() + " can only be received");
        }
    }

    private static void write(MessageContent.Media media, ObjectNode message) {
        message.put("message_type", media.kind().wireName());
        media.file().providerId().ifPresent(id -> message.put("media_id", id));
        media.file().url().ifPresent(url -> message.put("media_url", url));
        media.caption().ifPresent(words -> message.put("caption", words));
        if (media.kind() == MediaKind.DOCUMENT) {
            media.file().filename().ifPresent(name -> message.put("filename", name));
        }
    }

    private static void write(ReplyButtons content, ObjectNode message) {
        message.put("message_type", "interactive")
                .put("interactive_type", "button")
                .put("body_text", content.body());
        if (content.header().orElse(null) instanceof ReplyButtons.Header.Line line) {
            message.put("header_text", line.text());
        }
        content.footer().ifPresent(text -> message.put("footer_text", text));
        var buttons = message.putArray("buttons");
        for (var button : content.buttons()) {
            buttons.addObject().put("id", button.id()).put("title", button.title());
        }
    }

    private static void write(ChoiceList content, ObjectNode message) {
        message.put("message_type", "interactive")
                .put("interactive_type", "list")
                .put("body_text", content.body())
                .put("list_button_text", content.opener());
        content.header().ifPresent(text -> message.put("header_text", text));
        content.footer().ifPresent(text -> message.put("footer_text", text));
        var sections = message.putArray("sections");
        for (var section : content.sections()) {
            ChoiceRows.write(section, sections.addObject());
        }
    }

    /** A template's own format says whether its values are a list or an object; a header's value needs the form for both. */
    private static void write(TemplateMessage content, ObjectNode message) {
        message.put("message_type", "template")
                .put("template_name", content.name())
                .put("template_language", content.language());
        var header = content.header().orElse(null);
        if (header instanceof TemplateMessage.Header.Line line) {
            var values = message.putObject("template_params");
            values.putObject("header").put(line.variable(), line.value());
            named(content.values(), values.putObject("body"));
            return;
        }
        if (header instanceof TemplateMessage.Header.File file) {
            message.put("header_type", file.kind().wireName());
            file.file().url().ifPresent(url -> message.put("header_params", url));
            if (file.kind() == MediaKind.DOCUMENT) {
                file.file().filename().ifPresent(name -> message.put("header_filename", name));
            }
        }
        if (content.values().isEmpty()) {
            return;
        }
        if (TemplateValues.arePositional(content.values())) {
            var values = message.putArray("template_params");
            TemplateValues.inOrder(content.values()).forEach(value -> values.add(value.getValue()));
        } else {
            named(content.values(), message.putObject("template_params"));
        }
    }

    private static void named(Map<String, String> values, ObjectNode object) {
        TemplateValues.inOrder(values).forEach(value -> object.put(value.getKey(), value.getValue()));
    }
}
