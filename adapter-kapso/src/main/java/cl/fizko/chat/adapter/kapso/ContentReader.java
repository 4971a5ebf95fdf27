package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a message says, in Meta's own shape: in payload v2 and in raw Meta deliveries (Meta, "Webhooks, messages"). Kapso's
 * {@code kapso.content} is a description that Kapso writes, so it is never taken for the customer's words.
 */
final class ContentReader {

    private static final List<String> REPLIES = List.of("button_reply", "list_reply", "nfm_reply");

    private ContentReader() {}

    static MessageContent read(Field message) {
        var type =
                message.at("type").word().orElseThrow(() -> message.at("type").wrong("missing"));
        return read(type, message, message.at("kapso"));
    }

    /**
     * Reads a message.
     *
     * @param kapso where Kapso writes what it adds: its copy of a file, a transcript, a form's answers
     */
    static MessageContent read(String type, Field message, Field kapso) {
        var own = message.at(type);
        if (AmendmentReader.isOne(type)) {
            return AmendmentReader.read(type, message, List.of(own, kapso.at("message_type_data")), Optional.empty());
        }
        return switch (type) {
            case "text" -> new MessageContent.Text(own.at("body").requiredText());
            case "image" -> media(MediaKind.IMAGE, own, kapso);
            case "video" -> media(MediaKind.VIDEO, own, kapso);
            case "audio", "voice" -> media(MediaKind.AUDIO, own, kapso);
            case "document" -> media(MediaKind.DOCUMENT, own, kapso);
            case "sticker" -> media(MediaKind.STICKER, own, kapso);
            case "location" ->
                new MessageContent.Location(
                        Coordinates.latitude(own.at("latitude")),
                        Coordinates.longitude(own.at("longitude")),
                        own.at("name").optionalText(),
                        own.at("address").optionalText());
            case "contacts" -> contacts(own);
            case "interactive" -> interactive(own, kapso);
            case "button" -> button(own);
            case "reaction" ->
                new MessageContent.Reaction(
                        Places.messageId(own.at("message_id")), own.at("emoji").text());
            case "system" ->
                new MessageContent.SystemNotice(own.at("type").word().orElse("system"));
            case "unsupported" ->
                new MessageContent.Unsupported(own.at("type").word().orElse("unsupported"));
            default -> new MessageContent.Unsupported(type);
        };
    }

    private static MessageContent media(MediaKind kind, Field own, Field kapso) {
        var copy = kapso.at("media_data");
        var url =
                Places.first(Field::optionalText, kapso.at("media_url"), copy.at("url"), own.at("link"), own.at("url"));
        var id = own.at("id").optionalId();
        if (id.isEmpty() && url.isEmpty()) {
            throw own.at("id").wrong("missing");
        }
        var file = new MediaReference(
                id,
                url,
                Places.first(Field::optionalText, own.at("mime_type"), copy.at("content_type")),
                own.at("sha256").optionalText(),
                Places.first(Field::mendedText, own.at("filename"), copy.at("filename")));
        return new MessageContent.Media(
                kind,
                file,
                own.at("caption")
                        .text()
                        .or(() -> kapso.at("message_type_data").at("caption").mendedText()),
                Places.first(Field::mendedText, kapso.at("transcript").at("text"), kapso.at("transcript")));
    }

    private static MessageContent contacts(Field own) {
        if (own.elements().isEmpty()) {
            throw own.wrong("missing");
        }
        return new MessageContent.Contacts(own.json());
    }

    private static MessageContent interactive(Field own, Field kapso) {
        return reply(own.at("type").word().or(() -> replyIn(own)).orElse("interactive"), own, kapso);
    }

    /** The type whose object is there. */
    static Optional<String> replyIn(Field place) {
        return REPLIES.stream()
                .filter(reply -> place.at(reply).node().isObject())
                .findFirst();
    }

    /** @param own has the reply under its type's name */
    static MessageContent reply(String type, Field own, Field kapso) {
        return switch (type) {
            case "button_reply", "list_reply" -> {
                var id = own.at(type).at("id").requiredText();
                yield new Choice(id, own.at(type).at("title").mendedText().orElse(id));
            }
            case "nfm_reply" -> form(own.at(type), kapso);
            default -> new MessageContent.Unsupported(type);
        };
    }

    /** A form's answers are JSON inside a JSON text; Kapso adds them as an object. */
    private static MessageContent form(Field own, Field kapso) {
        var written = own.at("response_json");
        var answers = written.isMissing() ? kapso.at("flow_response") : written;
        return new MessageContent.FormReply(
                own.at("name")
                        .optionalText()
                        .map(name -> Storable.cut(name, 64))
                        .orElse("flow"),
                answers(answers));
    }

    /** That the customer filled a form in counts whatever the answers look like: text that is no JSON is a JSON text. */
    static String answers(Field answers) {
        if (answers.isMissing()) {
            return "{}";
        }
        var node = answers.node();
        return Storable.mended(node.isTextual() ? parsed(Storable.mended(node.textValue())) : node)
                .toString();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotUnderstood e) {
            return TextNode.valueOf(text);
        }
    }

    /** A template's quick reply, which is not {@code interactive}. */
    private static MessageContent button(Field own) {
        var id = own.at("payload").text();
        if (id.isPresent()) {
            return new Choice(id.get(), own.at("text").mendedText().orElse(id.get()));
        }
        var title = own.at("text").text().orElseThrow(() -> own.at("payload").wrong("missing"));
        return new Choice(title, title);
    }
}
