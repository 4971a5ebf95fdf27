package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import java.util.List;
import java.util.Optional;

/**
 * Corrections and withdrawals of an earlier message: {@code edit} and {@code revoke} (Meta, "Edit messages webhook", "Revoke
 * messages webhook"). How Kapso's payloads carry them is not documented, so several places and spellings are looked at, and
 * one that cannot be read is an unsupported message instead of a lost one.
 */
final class AmendmentReader {

    private static final List<String> TARGETS = List.of(
            "original_message_id",
            "edited_message_id",
            "revoked_message_id",
            "deleted_message_id",
            "target_message_id");

    private static final List<String> TEXTS = List.of("text", "body", "new_content", "caption");

    private AmendmentReader() {}

    static boolean isOne(String type) {
        return isEdit(type) || type.equals("revoke") || type.equals("revoked") || type.equals("deleted");
    }

    /**
     * Reads one, whatever it holds.
     *
     * @param message where only names count that mean nothing else in a message
     * @param own the objects made for this kind, the most trusted first
     * @param text what the message says now, if nothing else tells
     */
    static MessageContent read(String type, Field message, List<Field> own, Optional<String> text) {
        try {
            var target = target(message, own);
            return isEdit(type)
                    ? new MessageContent.Edit(target, corrected(message, own, text))
                    : new MessageContent.Removal(target);
        } catch (NotUnderstood e) {
            return new MessageContent.Unsupported(type);
        }
    }

    private static boolean isEdit(String type) {
        return type.equals("edit") || type.equals("edited");
    }

    private static ExternalId target(Field message, List<Field> own) {
        for (var place : Places.then(own, message)) {
            for (var name : TARGETS) {
                if (!place.at(name).isMissing()) {
                    return Places.messageId(place.at(name));
                }
            }
        }
        return own.stream()
                .map(place -> place.at("message_id"))
                .filter(field -> !field.isMissing())
                .findFirst()
                .map(Places::messageId)
                .orElseThrow(() -> message.at("original_message_id").wrong("missing"));
    }

    private static MessageContent corrected(Field message, List<Field> own, Optional<String> text) {
        for (var place : own) {
            var inner = place.at("message");
            if (inner.node().isObject()) {
                return says(inner);
            }
        }
        return Places.then(own, message).stream()
                .flatMap(place -> TEXTS.stream().map(place::at))
                .map(field -> field.node().isObject() ? field.at("body") : field)
                .map(Field::text)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> text)
                .<MessageContent>map(MessageContent.Text::new)
                .orElseThrow(() -> message.at("message").wrong("missing"));
    }

    private static MessageContent says(Field inner) {
        var type = inner.at("type").word().orElseThrow(() -> inner.at("type").wrong("missing"));
        if (isOne(type)) {
            throw inner.at("type").wrong("an amendment of an amendment");
        }
        var own = inner.at(type);
        // A new caption may come without the file that it stands under.
        if (own.at("id").isMissing()
                && own.at("url").isMissing()
                && !own.at("caption").isMissing()) {
            return new MessageContent.Text(own.at("caption").requiredText());
        }
        return ContentReader.read(inner);
    }
}
