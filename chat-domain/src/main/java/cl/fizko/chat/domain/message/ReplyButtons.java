package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.Optional;

/**
 * A text with one to three buttons; the customer's tap comes back as a {@link MessageContent.Choice}. What WhatsApp allows is
 * checked by {@link ContentLimits}.
 *
 * @param footer small print below the text
 */
public record ReplyButtons(Optional<Header> header, String body, Optional<String> footer, List<Button> buttons)
        implements MessageContent {

    public ReplyButtons {
        buttons = List.copyOf(buttons);
    }

    /**
     * A button.
     *
     * @param id comes back when it is tapped; the customer does not see it
     */
    public record Button(String id, String title) {
        @Override
        public String toString() {
            return "Button[" + id + "]";
        }
    }

    /** What stands above the text. */
    public sealed interface Header {
        /** A line of text. */
        record Line(String text) implements Header {
            @Override
            public String toString() {
                return "Line[" + text.length() + " characters]";
            }
        }

        /** An image, a video or a document. */
        record File(MediaKind kind, MediaReference file) implements Header {}
    }

    @Override
    public String type() {
        return "buttons";
    }

    @Override
    public Optional<String> words() {
        return Optional.of(body);
    }

    @Override
    public String toString() {
        return "ReplyButtons[" + buttons.size() + "]";
    }
}
