package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a database can hold: PostgreSQL refuses U+0000 in text and in {@code jsonb}, and a lone surrogate has no UTF-8. JSON
 * can spell both.
 */
final class Storable {

    private Storable() {}

    /** What makes the text impossible to store; empty when nothing does. */
    static Optional<String> problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("holds U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("holds a lone surrogate");
            }
        }
        return Optional.empty();
    }

    /** The same for every name and text inside; the parser has bounded the depth. */
    static Optional<String> problem(JsonNode tree) {
        if (tree.isTextual()) {
            return problem(tree.textValue());
        }
        for (var property : tree.properties()) {
            var found = problem(property.getKey()).or(() -> problem(property.getValue()));
            if (found.isPresent()) {
                return found;
            }
        }
        if (tree.isArray()) {
            for (var element : tree) {
                var found = problem(element);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The text's beginning, at most that long, which never ends inside a character. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }
}
