package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An approved template with its values: the only kind of message that may leave outside the customer service window.
 *
 * @param language e.g. {@code es_CL}; name and language must match the approved template exactly
 * @param values of the body, by variable name; {@code 1}, {@code 2}… for positional templates
 * @param header what the template's header needs, if anything
 * @param buttons for those buttons that need a value, in any order
 * @param rendered the body as the customer reads it, as far as we know: for our own people to see and search. It is sent to nobody
 */
public record TemplateMessage(
        String name,
        String language,
        Map<String, String> values,
        Optional<Header> header,
        List<ButtonValue> buttons,
        Optional<String> rendered)
        implements MessageContent {

    public TemplateMessage {
        values = Map.copyOf(values);
        buttons = List.copyOf(buttons);
    }

    /** A template of whose text nothing is known. */
    public TemplateMessage(
            String name,
            String language,
            Map<String, String> values,
            Optional<Header> header,
            List<ButtonValue> buttons) {
        this(name, language, values, header, buttons, Optional.empty());
    }

    /** A template whose header and buttons need nothing. */
    public TemplateMessage(String name, String language, Map<String, String> values) {
        this(name, language, values, Optional.empty(), List.of());
    }

    /** The value of a header. */
    public sealed interface Header {
        /**
         * The one variable of a line of text.
         *
         * @param variable its name; {@code 1} in a positional template
         */
        record Line(String variable, String value) implements Header {
            @Override
            public String toString() {
                return "Line[" + variable + "]";
            }
        }

        /** An image, a video or a document; needed on every send of a template that has one. */
        record File(MediaKind kind, MediaReference file) implements Header {}

        /** A place. */
        record Place(Location location) implements Header {}
    }

    /**
     * The value of a button.
     *
     * @param index its place among the template's buttons, from 0
     */
    public record ButtonValue(int index, ButtonKind kind, String value) {
        @Override
        public String toString() {
            return "ButtonValue[" + index + ", " + kind + "]";
        }
    }

    /** The kinds of button that take a value. */
    public enum ButtonKind {
        /** The end of its address. */
        URL,
        /** What comes back when it is tapped. */
        QUICK_REPLY,
        /** The code to copy, at most 15 characters. */
        COPY_CODE
    }

    @Override
    public String type() {
        return "template";
    }

    @Override
    public Optional<String> words() {
        return rendered;
    }

    @Override
    public String toString() {
        return "TemplateMessage[" + name + ", " + language + "]";
    }
}
