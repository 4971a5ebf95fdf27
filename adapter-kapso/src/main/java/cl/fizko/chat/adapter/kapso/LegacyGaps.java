package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.Optional;

/**
 * What WhatsApp can carry and Kapso's legacy API cannot: its documentation has no field for it, and what it does not know it
 * drops, so that a message would leave without a part of it (Kapso, "Legacy API").
 */
final class LegacyGaps {

    private static final int LIST_BODY = 1024;

    private LegacyGaps() {}

    /** The first of them; empty when the content can be sent. */
    static Optional<FieldProblem> problem(MessageContent content) {
        if (content instanceof MessageContent.Media media && media.kind() == MediaKind.STICKER) {
            return gap("kind", "the legacy API has no stickers");
        }
        if (content instanceof ReplyButtons buttons
                && buttons.header().orElse(null) instanceof ReplyButtons.Header.File) {
            return gap("header", "in the legacy API is a line of text");
        }
        if (content instanceof ChoiceList list && list.body().length() > LIST_BODY) {
            return gap("body", "of a list has 1 to " + LIST_BODY + " characters in the legacy API");
        }
        return content instanceof TemplateMessage template ? problem(template) : Optional.empty();
    }

    private static Optional<FieldProblem> problem(TemplateMessage template) {
        if (!template.buttons().isEmpty()) {
            return gap("buttons[0]", "takes no value in the legacy API");
        }
        var header = template.header().orElse(null);
        if (header instanceof TemplateMessage.Header.Place) {
            return gap("header", "is no place in the legacy API");
        }
        if (header instanceof TemplateMessage.Header.File file
                && file.file().url().isEmpty()) {
            return gap("header.file.id", "is not taken by the legacy API: the header's file needs a url");
        }
        return Optional.empty();
    }

    private static Optional<FieldProblem> gap(String field, String problem) {
        return Optional.of(new FieldProblem(field, problem));
    }
}
