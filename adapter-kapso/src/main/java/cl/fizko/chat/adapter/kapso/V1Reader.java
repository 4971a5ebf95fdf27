package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/**
 * Payload v1, flat and older than Kapso's Meta proxy (Kapso, "Legacy webhooks"). {@code message.id} is Kapso's UUID here, and
 * {@code content} is what the customer wrote.
 */
final class V1Reader implements PayloadReader {

    /** Whether a payload without a version header is one: it alone carries the line as {@code whatsapp_config}. */
    static boolean looksLikeIt(Field element) {
        return !element.at("whatsapp_config").isMissing()
                || !element.at("message").at("message_type").isMissing();
    }

    @Override
    public Field wamid(Field element) {
        return element.at("message").at("whatsapp_message_id");
    }

    @Override
    public Field facts(Field element) {
        return element.at("message");
    }

    @Override
    public Optional<Instant> sentAt(Field element) {
        return Timestamps.read(element.at("message").at("created_at"));
    }

    @Override
    public Optional<Instant> changedAt(Field element) {
        return Timestamps.read(element.at("message").at("updated_at")).or(() -> sentAt(element));
    }

    @Override
    public MessageContent content(Field element) {
        var message = element.at("message");
        var data = message.at("message_type_data");
        var type = message.at("message_type").word().orElse("text");
        return switch (type) {
            case "text" -> new MessageContent.Text(message.at("content").requiredText());
            case "image", "video", "audio", "document", "sticker" -> media(type, message, data);
            case "location" ->
                new MessageContent.Location(
                        Coordinates.latitude(data.at("latitude")),
                        Coordinates.longitude(data.at("longitude")),
                        data.at("location_name").optionalText(),
                        data.at("location_address").optionalText());
            case "contacts" -> new MessageContent.Contacts(data.at("contacts").json());
            case "interactive", "button" -> choice(type, message, data);
            case "reaction" ->
                new MessageContent.Reaction(
                        Places.messageId(data.at("reacted_to_message_id")),
                        data.at("reaction_emoji").text());
            case "system" -> new MessageContent.SystemNotice("system");
            default -> new MessageContent.Unsupported(type);
        };
    }

    private static MessageContent media(String type, Field message, Field data) {
        var file = new MediaReference(
                data.at("media_id").text(),
                message.at("media_data")
                        .at("url")
                        .text()
                        .or(() -> message.at("media_url").text()),
                data.at("mime_type")
                        .text()
                        .or(() -> message.at("media_data").at("content_type").text()),
                data.at("sha256").text(),
                data.at("filename")
                        .text()
                        .or(() -> message.at("media_data").at("filename").text()));
        return new MessageContent.Media(
                kind(type),
                file,
                data.at("caption").text(),
                message.at("transcript").at("text").text());
    }

    /** A choice in a list and on a button look alike in v1; a form's answers have no documented place in it. */
    private static MessageContent choice(String type, Field message, Field data) {
        var title = data.at("reply_option_title")
                .text()
                .or(() -> message.at("content").text());
        var id = data.at("reply_option_id").text().or(() -> type.equals("button") ? title : Optional.empty());
        return id.<MessageContent>map(known -> new MessageContent.Choice(known, title.orElse(known)))
                .orElseGet(() -> new MessageContent.Unsupported(type));
    }

    static MediaKind kind(String type) {
        return switch (type) {
            case "image" -> MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            case "sticker" -> MediaKind.STICKER;
            default -> MediaKind.DOCUMENT;
        };
    }
}
