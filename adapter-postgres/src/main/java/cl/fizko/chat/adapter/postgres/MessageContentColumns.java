package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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

    static MessageContentColumns of(MessageContent message) {
        var details = JsonNodeFactory.instance.objectNode();
        if (message instanceof MessageContent.Media media) {
            FileColumns.put(details, media.file());
            details.put("captioned", media.caption().isPresent());
            JsonFields.put(details, "transcript", media.transcript());
        } else if (message instanceof MessageContent.Location location) {
            TemplateColumns.put(details, location);
        } else if (message instanceof MessageContent.Contacts contacts) {
            details.put("cards_json", contacts.cardsJson());
        } else if (message instanceof MessageContent.Choice choice) {
            details.put("id", choice.id());
        } else if (message instanceof MessageContent.FormReply form) {
            details.put("name", form.name());
            details.put("answers_json", form.answersJson());
        } else if (message instanceof MessageContent.Reaction reaction) {
            details.put("target", reaction.target().value());
            JsonFields.put(details, "emoji", reaction.emoji());
        } else if (message instanceof MessageContent.Edit edit) {
            put(details, edit);
        } else if (message instanceof MessageContent.Removal removal) {
            details.put("target", removal.target().value());
        } else if (message instanceof ReplyButtons buttons) {
            OfferColumns.put(details, buttons);
        } else if (message instanceof ChoiceList list) {
            OfferColumns.put(details, list);
        } else if (message instanceof TemplateMessage template) {
            TemplateColumns.put(details, template);
        } else if (message instanceof MessageContent.SystemNotice notice) {
            details.put("kind", notice.kind());
        } else if (message instanceof MessageContent.Unsupported unsupported) {
            details.put("provider_type", unsupported.providerType());
        }
        return new MessageContentColumns(
                message.type(), message.words().orElse(null), details.isEmpty() ? null : details.toString());
    }

    /** The words of a correction are the row's own; the rest of what it says is kept as it would be in a row of its own. */
    private static void put(ObjectNode details, MessageContent.Edit edit) {
        var corrected = of(edit.corrected());
        details.put("target", edit.target().value());
        details.put("corrected_type", corrected.messageType());
        if (corrected.details() != null) {
            details.set("corrected", JsonFields.parse(corrected.messageType(), corrected.details()));
        }
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
        var rest = details == null ? JsonNodeFactory.instance.objectNode() : JsonFields.parse(messageType, details);
        return switch (messageType) {
            case "location" -> TemplateColumns.location(rest);
            case "contacts" -> new MessageContent.Contacts(JsonFields.required(rest, "cards_json"));
            case "choice" -> new MessageContent.Choice(JsonFields.required(rest, "id"), words());
            case "form_reply" ->
                new MessageContent.FormReply(
                        JsonFields.required(rest, "name"), JsonFields.required(rest, "answers_json"));
            case "reaction" -> new MessageContent.Reaction(target(rest), JsonFields.text(rest, "emoji"));
            case "edit" -> new MessageContent.Edit(target(rest), corrected(rest));
            case "removal" -> new MessageContent.Removal(target(rest));
            case "buttons" -> OfferColumns.buttons(words(), rest);
            case "list" -> OfferColumns.list(words(), rest);
            case "template" -> TemplateColumns.read(rest, Optional.ofNullable(content));
            case "system" -> new MessageContent.SystemNotice(JsonFields.required(rest, "kind"));
            case "unsupported" -> new MessageContent.Unsupported(JsonFields.required(rest, "provider_type"));
            default -> media(rest);
        };
    }

    private MessageContent media(JsonNode rest) {
        var caption = rest.path("captioned").booleanValue() ? Optional.of(words()) : Optional.<String>empty();
        return new MessageContent.Media(
                FileColumns.kind(messageType), FileColumns.read(rest), caption, JsonFields.text(rest, "transcript"));
    }

    private MessageContent corrected(JsonNode rest) {
        return new MessageContentColumns(
                        JsonFields.required(rest, "corrected_type"),
                        content,
                        JsonFields.object(rest, "corrected")
                                .map(JsonNode::toString)
                                .orElse(null))
                .toContent();
    }

    private static ExternalId target(JsonNode rest) {
        return new ExternalId(JsonFields.required(rest, "target"));
    }

    private String words() {
        return content == null ? "" : content;
    }

    /** Names the kind only: the rest is personal data. */
    @Override
    public String toString() {
        return "MessageContentColumns[" + messageType + "]";
    }
}
