package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Contents as Meta writes them: a type, and an object of that name (Meta, "Messages API"). */
final class MetaContent {

    private MetaContent() {}

    /**
     * Adds a content to a message's body.
     *
     * @throws IllegalArgumentException if it is of a kind that only customers send
     */
    static void write(MessageContent content, ObjectNode body) {
        if (content instanceof MessageContent.Text text) {
            object(body, "text").put("body", text.body()).put("preview_url", false);
        } else if (content instanceof MessageContent.Media media) {
            body.put("type", media.kind().wireName());
            media(body, media.kind(), media.file(), media.caption());
        } else if (content instanceof MessageContent.Location location) {
            place(object(body, "location"), location);
        } else if (content instanceof MessageContent.Contacts contacts) {
            body.put("type", "contacts").set("contacts", ContactCards.read(contacts));
        } else if (content instanceof MessageContent.Reaction reaction) {
            object(body, "reaction")
                    .put("message_id", reaction.target().value())
                    .put("emoji", reaction.emoji().orElse(""));
        } else if (content instanceof ReplyButtons buttons) {
            MetaInteractive.write(buttons, object(body, "interactive"));
        } else if (content instanceof ChoiceList list) {
            MetaInteractive.write(list, object(body, "interactive"));
        } else if (content instanceof TemplateMessage template) {
            MetaTemplate.write(template, object(body, "template"));
        } else {
            throw new IllegalArgumentException(content.type() + " can only be received");
        }
    }

    private static ObjectNode object(ObjectNode body, String type) {
        return body.put("type", type).putObject(type);
    }

    /** A file under the name of its kind: an id, or a link that Meta fetches; only documents show a filename. */
    static void media(ObjectNode parent, MediaKind kind, MediaReference file, Optional<String> caption) {
        var object = parent.putObject(kind.wireName());
        file.providerId().ifPresent(id -> object.put("id", id));
        file.url().ifPresent(url -> object.put("link", url));
        caption.ifPresent(words -> object.put("caption", words));
        if (kind == MediaKind.DOCUMENT) {
            file.filename().ifPresent(name -> object.put("filename", name));
        }
    }

    static void place(ObjectNode object, MessageContent.Location location) {
        object.put("latitude", location.latitude()).put("longitude", location.longitude());
        location.name().ifPresent(name -> object.put("name", name));
        location.address().ifPresent(address -> object.put("address", address));
    }
}
