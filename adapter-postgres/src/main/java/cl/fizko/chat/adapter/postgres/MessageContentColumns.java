package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageContent} as three columns: {@code message_type}, the words in {@code content}, the rest in {@code details}.
 * Providers' JSON is kept as text inside {@code details}, so that it comes back letter by letter.
 *
 * @param content null when there are no words
 * @param details a JSON object; null when the words are all
 */
record MessageContentColumns(
        String messageType,
        @Nullable String content,
        @Nullable String details) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, MediaKind> MEDIA_KINDS =
            Arrays.stream(MediaKind.values()).collect(Collectors.toMap(MediaKind::wireName, Function.identity()));

    static MessageContentColumns of(MessageContent message) {
        var details = JsonNodeFactory.instance.objectNode();
        if (message instanceof MessageContent.Media media) {
            put(details, "provider_id", media.file().providerId());
            put(details, "url", media.file().url());
            put(details, "mime_type", media.file().mimeType());
            put(details, "sha256", media.file().sha256());
            put(details, "filename", media.file().filename());
            details.put("captioned", media.caption().isPresent());
            put(details, "transcript", media.transcript());
        } else if (message instanceof MessageContent.Location location) {
            details.put("latitude", location.latitude());
            details.put("longitude", location.longitude());
            put(details, "name", location.name());
            put(details, "address", location.address());
        } else if (message instanceof MessageContent.Contacts contacts) {
            details.put("cards_json", contacts.cardsJson());
        } else if (message instanceof MessageContent.Choice choice) {
            details.put("id", choice.id());
        } else if (message instanceof MessageContent.FormReply form) {
            details.put("name", form.name());
            details.put("answers_json", form.answersJson());
        } else if (message instanceof MessageContent.Reaction reaction) {
            details.put("target", reaction.target().value());
            put(details, "emoji", reaction.emoji());
        } else if (message instanceof TemplateMessage template) {
            details.put("name", template.name());
            details.put("language", template.language());
            var values = details.putObject("values");
            template.values().forEach(values::put);
        } else if (message instanceof MessageContent.SystemNotice notice) {
            details.put("kind", notice.kind());
        } else if (message instanceof MessageContent.Unsupported unsupported) {
            details.put("provider_type", unsupported.providerType());
        }
        return new MessageContentColumns(
                message.type(), message.words().orElse(null), details.isEmpty() ? null : details.toString());
    }

    /** Reads the three columns of a row. */
    static MessageContent read(ResultSet row) throws SQLException {
        return new MessageContentColumns(
                        row.getString("message_type"), row.getString("content"), row.getString("details"))
                .toContent();
    }

    MessageContent toContent() {
        if (messageType.equals("text")) {
            return new MessageContent.Text(words());
        }
        var rest = parsedDetails();
        return switch (messageType) {
            case "location" ->
                new MessageContent.Location(
                        rest.path("latitude").doubleValue(),
                        rest.path("longitude").doubleValue(),
                        text(rest, "name"),
                        text(rest, "address"));
            case "contacts" -> new MessageContent.Contacts(required(rest, "cards_json"));
            case "choice" -> new MessageContent.Choice(required(rest, "id"), words());
            case "form_reply" -> new MessageContent.FormReply(required(rest, "name"), required(rest, "answers_json"));
            case "reaction" ->
                new MessageContent.Reaction(new ExternalId(required(rest, "target")), text(rest, "emoji"));
            case "template" -> template(rest);
            case "system" -> new MessageContent.SystemNotice(required(rest, "kind"));
            case "unsupported" -> new MessageContent.Unsupported(required(rest, "provider_type"));
            default -> media(rest);
        };
    }

    private MessageContent media(JsonNode rest) {
        var kind = MEDIA_KINDS.get(messageType);
        if (kind == null) {
            throw new IllegalStateException("a stored message has the unknown type " + messageType);
        }
        var file = new MediaReference(
                text(rest, "provider_id"),
                text(rest, "url"),
                text(rest, "mime_type"),
                text(rest, "sha256"),
                text(rest, "filename"));
        var caption = rest.path("captioned").booleanValue() ? Optional.of(words()) : Optional.<String>empty();
        return new MessageContent.Media(kind, file, caption, text(rest, "transcript"));
    }

    private static MessageContent template(JsonNode rest) {
        var values = new HashMap<String, String>();
        rest.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().textValue()));
        return new TemplateMessage(required(rest, "name"), required(rest, "language"), values);
    }

    private String words() {
        return content == null ? "" : content;
    }

    private JsonNode parsedDetails() {
        try {
            return details == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(details);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it would quote the customer's data
            throw new IllegalStateException("the details of a stored " + messageType + " are not JSON", e);
        }
    }

    private static void put(ObjectNode details, String name, Optional<String> value) {
        value.ifPresent(text -> details.put(name, text));
    }

    private static Optional<String> text(JsonNode details, String name) {
        return Optional.ofNullable(details.path(name).textValue());
    }

    private static String required(JsonNode details, String name) {
        return text(details, name)
                .orElseThrow(() -> new IllegalStateException("the details of a stored message lack " + name));
    }

    /** Names the kind only: the rest is personal data. */
    @Override
    public String toString() {
        return "MessageContentColumns[" + messageType + "]";
    }
}
