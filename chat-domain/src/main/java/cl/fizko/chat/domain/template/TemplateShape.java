package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.TemplateMessage;
import java.util.List;
import java.util.Optional;

/**
 * What a template needs to be sent, as its provider knows it.
 *
 * @param header empty when it has none, or one that needs nothing
 * @param bodyVariables the names of the body's gaps, each once, in the order of the text; {@code 1}, {@code 2}… if positional
 * @param buttons all of them, in order
 */
public record TemplateShape(
        VariableFormat format, Optional<HeaderShape> header, List<String> bodyVariables, List<ButtonShape> buttons) {

    public TemplateShape {
        bodyVariables = List.copyOf(bodyVariables);
        buttons = List.copyOf(buttons);
    }

    /**
     * What keeps a message from being an instance of this template: values, header or buttons that are missing, unknown or of
     * another kind; empty when nothing does. Meta would refuse it with 132000 or 132012 (Meta, "Error codes").
     */
    public List<FieldProblem> problems(TemplateMessage message) {
        return new TemplateFit(this, message).problems();
    }

    /** How the gaps are called. */
    public enum VariableFormat {
        NAMED,
        POSITIONAL
    }

    /**
     * What a header needs.
     *
     * @param variable the name of the gap in a line of text; empty for a file or a place
     */
    public record HeaderShape(HeaderKind kind, Optional<String> variable) {}

    /** The kinds of header that need something. */
    public enum HeaderKind {
        TEXT,
        IMAGE,
        VIDEO,
        DOCUMENT,
        LOCATION
    }

    /**
     * A button.
     *
     * @param needsValue whether it cannot be sent without one
     */
    public record ButtonShape(ButtonKind kind, boolean needsValue) {}

    /** The kinds of button. */
    public enum ButtonKind {
        URL,
        QUICK_REPLY,
        COPY_CODE,
        /** Needs no value, e.g. a number to call. */
        OTHER
    }
}
