package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.FieldErrors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value: how it is described and how it is read. Thread-safe.
 *
 * @param <T> what it becomes
 */
public interface FieldType<T> {

    /** Its JSON Schema (2020-12), as OpenAPI 3.1 has it. A new object each time. */
    ObjectNode schema();

    /**
     * The value, or null after the errors were told what would be right. The value given is never quoted.
     *
     * @param path names the field in errors
     */
    @Nullable
    T read(JsonNode value, String path, FieldErrors errors);

    /** What a query parameter stands for. Text, unless the kind knows better. */
    default JsonNode ofQuery(String text) {
        return TextNode.valueOf(text);
    }
}
