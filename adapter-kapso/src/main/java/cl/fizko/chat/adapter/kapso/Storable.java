package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * What a database can hold: PostgreSQL refuses U+0000 in text and in {@code jsonb}, and a lone surrogate has no UTF-8. JSON
 * can spell both.
 */
final class Storable {

    private static final int REPLACEMENT = 0xFFFD;

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

    /** The text with U+FFFD, Unicode's replacement character, in place of what cannot be stored. */
    static String mended(String text) {
        if (problem(text).isEmpty()) {
            return text;
        }
        var mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? REPLACEMENT
                        : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }

    /** The same for every name and text inside. */
    static JsonNode mended(JsonNode tree) {
        if (tree.isTextual()) {
            return TextNode.valueOf(mended(tree.textValue()));
        }
        if (tree.isObject()) {
            var object = Json.object();
            tree.properties().forEach(property -> object.set(mended(property.getKey()), mended(property.getValue())));
            return object;
        }
        if (tree.isArray()) {
            var array = Json.object().arrayNode(tree.size());
            tree.forEach(element -> array.add(mended(element)));
            return array;
        }
        return tree;
    }

    /** The text's beginning, at most that long, which never ends inside a character. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }
}
