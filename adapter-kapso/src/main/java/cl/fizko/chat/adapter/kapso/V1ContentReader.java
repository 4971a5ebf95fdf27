package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a message of payload v1 says. {@code content} is what the customer wrote in a text; of a file it is Kapso's description,
 * and the customer's words are the caption.
 */
final class V1ContentReader {

    private V1ContentReader() {}

    static MessageContent read(Field message) {
        var data = message.at("message_type_data");
        var type = Places.first(Field::word, message.at("message_type"), message.at("type"))
                .orElse("text");
        if (AmendmentReader.isOne(type)) {
            return AmendmentReader.read(type, message, List.of(message.at(type), data), words(message));
        }
        if (message.at(type).node().isContainerNode()) {
            return ContentReader.read(type, message, message);
        }
        return switch (type) {
            case "text" ->
                new MessageContent.Text(
                        words(message).orElseThrow(() -> message.at("content").wrong("missing")));
            case "image" -> media(MediaKind.IMAGE, message, data);
            case "video" -> media(MediaKind.VIDEO, message, data);
            case "audio", "voice" -> media(MediaKind.AUDIO, message, data);
            case "document" -> media(MediaKind.DOCUMENT, message, data);
            case "sticker" -> media(MediaKind.STICKER, message, data);
            case "location" ->
                new MessageContent.Location(
                        Coordinates.latitude(oneOf("latitude", data, message)),
                        Coordinates.longitude(oneOf("longitude", data, message)),
                        Places.first(Field::optionalText, data.at("location_name"), data.at("name")),
                        Places.first(Field::optionalText, data.at("location_address"), data.at("address")));
            case "contacts" -> contacts(data.at("contacts"));
            case "interactive", "button" -> choice(type, message, data);
            case "reaction" ->
                new MessageContent.Reaction(
                        Places.messageId(
                                data.at("reacted_to_message_id").isMissing()
                                        ? oneOf("message_id", data, data)
                                        : data.at("reacted_to_message_id")),
                        Places.first(Field::text, data.at("reaction_emoji"), data.at("emoji")));
            case "system" ->
                new MessageContent.SystemNotice(data.at("type").word().orElse("system"));
            default -> new MessageContent.Unsupported(type);
        };
    }

    /** What the customer wrote in a text. */
    private static Optional<String> words(Field message) {
        return words(message, V1ContentReader::plain);
    }

    private static Optional<String> words(Field message, Function<Field, Optional<String>> read) {
        return Places.first(
                read,
                message.at("content"),
                message.at("content").at("body"),
                message.at("content").at("text"),
                message.at("text").at("body"),
                message.at("text"),
                message.at("body"),
                message.at("message_type_data").at("body"));
    }

    private static Optional<String> plain(Field field) {
        return field.node().isContainerNode() ? Optional.empty() : field.text();
    }

    private static Field oneOf(String name, Field first, Field second) {
        return first.at(name).isMissing() ? second.at(name) : first.at(name);
    }

    private static MessageContent media(MediaKind kind, Field message, Field data) {
        var copy = message.at("media_data");
        var id = Places.first(
                Field::optionalId, data.at("media_id"), message.at("media_id"), data.at("id"), copy.at("id"));
        var url = Places.first(
                Field::optionalText,
                copy.at("url"),
                message.at("media_url"),
                data.at("media_url"),
                data.at("url"),
                data.at("link"));
        var file = new MediaReference(
                id,
                url,
                Places.first(
                        Field::optionalText, data.at("mime_type"), copy.at("content_type"), data.at("content_type")),
                Places.first(Field::optionalText, data.at("sha256"), copy.at("sha256")),
                Places.first(Field::mendedText, data.at("filename"), copy.at("filename"), message.at("filename")));
        return new MessageContent.Media(
                kind,
                file,
                Places.first(Field::text, data.at("caption"), message.at("caption")),
                Places.first(
                        Field::mendedText,
                        message.at("transcript").at("text"),
                        message.at("transcript"),
                        data.at("transcript").at("text"),
                        data.at("transcript")));
    }

    private static MessageContent contacts(Field cards) {
        return cards.isMissing()
                ? new MessageContent.Unsupported("contacts")
                : new MessageContent.Contacts(cards.json());
    }

    /** A choice in a list and on a button look alike in v1; a form's answers have no documented place in it. */
    private static MessageContent choice(String type, Field message, Field data) {
        for (var place : List.of(data, data.at("interactive"))) {
            var reply = ContentReader.replyIn(place);
            if (reply.isPresent()) {
                return ContentReader.reply(reply.get(), place, message);
            }
        }
        if (message.at("flow_response").node().isObject()) {
            return new MessageContent.FormReply("flow", ContentReader.answers(message.at("flow_response")));
        }
        var id = Places.first(Field::text, data.at("reply_option_id"), data.at("id"), data.at("payload"));
        if (id.isPresent()) {
            return new MessageContent.Choice(
                    id.get(), title(message, data, Field::mendedText).orElse(id.get()));
        }
        return title(message, data, V1ContentReader::plain)
                .filter(title -> type.equals("button"))
                .<MessageContent>map(title -> new MessageContent.Choice(title, title))
                .orElseGet(() -> new MessageContent.Unsupported(type));
    }

    private static Optional<String> title(Field message, Field data, Function<Field, Optional<String>> read) {
        return Places.first(read, data.at("reply_option_title"), data.at("title"), data.at("text"))
                .or(() -> words(message, read));
    }
}
