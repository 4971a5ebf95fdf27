package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the history says of a message of a kind that only companies send, as far as a send can be told by it: a template's name
 * and language, and the text above buttons and lists. Values, buttons and rows are left out. Kapso's histories are not
 * documented to that depth, so the names are looked for where either API takes them when sending.
 */
final class SentContent {

    /** Kapso's description of a template, e.g. {@code [plantilla: aviso_vencimiento]}. */
    private static final Pattern BRACKETED =
            Pattern.compile("\\s*\\[(?:[^\\[\\]:]{1,40}:\\s*)?([a-z0-9_]{1,512})]\\s*");

    private static final int MAX_NAME = 512;

    private SentContent() {}

    /** Empty for every other kind, and for a message that does not tell enough. */
    static Optional<MessageContent> read(Field message) {
        var type = Places.first(Field::optionalText, message.at("type"), message.at("message_type"))
                .orElse("");
        return switch (type) {
            case "template" -> template(message);
            case "interactive" -> interactive(message);
            default -> Optional.empty();
        };
    }

    private static Optional<MessageContent> template(Field message) {
        var own = message.at("template");
        return first(message, place -> place.at("template_name").optionalText())
                .or(() -> Places.first(Field::optionalText, own.at("name"), own))
                .or(() -> Places.first(
                        SentContent::bracketed,
                        message.at("content"),
                        message.at("kapso").at("content")))
                .filter(name -> name.length() <= MAX_NAME)
                .map(name -> new TemplateMessage(name, language(message), Map.of()));
    }

    /** Empty text when it is not told. */
    private static String language(Field message) {
        var own = message.at("template").at("language");
        return Places.first(Field::optionalText, own.at("code"), own)
                .or(() -> first(
                        message,
                        place -> Places.first(
                                Field::optionalText, place.at("template_language"), place.at("language_code"))))
                .map(language -> language.replace('-', '_'))
                .orElse("");
    }

    private static Optional<String> bracketed(Field content) {
        return content.optionalText()
                .map(BRACKETED::matcher)
                .flatMap(found -> found.matches() ? Optional.of(found.group(1)) : Optional.empty());
    }

    private static Optional<MessageContent> interactive(Field message) {
        var own = message.at("interactive");
        var kind = own.at("type")
                .optionalText()
                .or(() -> first(message, place -> place.at("interactive_type").optionalText()))
                .orElse("button");
        return Places.first(Field::optionalText, own.at("body").at("text"), own.at("body"))
                .or(() -> first(message, place -> place.at("body_text").optionalText()))
                .or(() -> Places.first(
                        Field::optionalText,
                        message.at("content"),
                        message.at("content").at("body"),
                        message.at("kapso").at("content")))
                .flatMap(body -> interactive(kind, body));
    }

    private static Optional<MessageContent> interactive(String kind, String body) {
        return switch (kind) {
            case "button", "buttons" ->
                Optional.of(new ReplyButtons(Optional.empty(), body, Optional.empty(), List.of()));
            case "list" -> Optional.of(new ChoiceList(Optional.empty(), body, Optional.empty(), "", List.of()));
            default -> Optional.empty();
        };
    }

    /** The flat names of the legacy API, which Kapso also writes beside Meta's. */
    private static Optional<String> first(Field message, Function<Field, Optional<String>> read) {
        return Places.first(
                read,
                message.at("message_type_data"),
                message,
                message.at("kapso").at("message_type_data"),
                message.at("kapso"));
    }
}
