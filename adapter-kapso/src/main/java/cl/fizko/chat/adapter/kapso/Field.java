package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a payload that knows where it stands, so that whoever cannot use it can name it. A field that is absent, null or
 * an empty text counts as missing: Meta uses all three for the same thing.
 *
 * @param parent null for the payload itself
 */
record Field(@Nullable Field parent, String name, JsonNode node) {

    static Field root(JsonNode node) {
        return new Field(null, "body", node);
    }

    Field at(String child) {
        return new Field(this, child, node.path(child));
    }

    /** The elements of a list; none when it is missing. */
    List<Field> elements() {
        if (isMissing()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong("not a list");
        }
        var elements = new ArrayList<Field>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Field(this, "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /** The same, where nobody needs them: what is not a list has none. */
    List<Field> optionalElements() {
        return node.isArray() ? elements() : List.of();
    }

    boolean isMissing() {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isEmpty());
    }

    boolean isTrue() {
        return node.asBoolean(false);
    }

    /** Text exactly as written, or an id that was written as a whole number. */
    Optional<String> text() {
        if (isMissing()) {
            return Optional.empty();
        }
        if (node.isIntegralNumber()) {
            return Optional.of(node.asText());
        }
        if (!node.isTextual()) {
            throw wrong("not text");
        }
        Storable.problem(node.textValue()).ifPresent(problem -> {
            throw wrong(problem);
        });
        return Optional.of(node.textValue());
    }

    /** Text that somebody would miss but nobody needs: what cannot be used counts as missing. */
    Optional<String> optionalText() {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank() && Storable.problem(text).isEmpty());
    }

    /** The same, or a whole number, kept as far as it can be stored: what cannot becomes U+FFFD. */
    Optional<String> mendedText() {
        return Optional.of(node)
                .filter(known -> known.isTextual() || known.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .map(Storable::mended);
    }

    /** An id that nobody needs, as text or as a whole number. */
    Optional<String> optionalId() {
        return node.isIntegralNumber() ? Optional.of(node.asText()) : optionalText();
    }

    String requiredText() {
        return text().orElseThrow(() -> wrong("missing"));
    }

    /** A word that a provider uses as a name, e.g. a type; bounded, because it is shown and counted. */
    Optional<String> word() {
        return text().map(word -> Storable.cut(word, 64));
    }

    /** Any JSON, as text, with nothing inside that cannot be stored. */
    String json() {
        Storable.problem(node).ifPresent(problem -> {
            throw wrong(problem);
        });
        return node.toString();
    }

    double number() {
        double value = node.isTextual() ? parsedNumber() : node.asDouble(Double.NaN);
        if (!Double.isFinite(value)) {
            throw wrong(isMissing() ? "missing" : "not a number");
        }
        return value;
    }

    private double parsedNumber() {
        try {
            return Double.parseDouble(node.textValue());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    NotUnderstood wrong(String what) {
        return new NotUnderstood(path() + ": " + what);
    }

    /** Where it stands, e.g. {@code message.text.body} or {@code data[2].message.id}. */
    String path() {
        if (parent == null) {
            return name;
        }
        if (parent.parent() == null) {
            return name;
        }
        return parent.path() + (name.startsWith("[") ? "" : ".") + name;
    }
}
