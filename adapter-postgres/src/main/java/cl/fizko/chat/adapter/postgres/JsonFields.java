package cl.fizko.chat.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Fields of the JSON objects that are stored in columns. */
final class JsonFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFields() {}

    /**
     * The object in a column.
     *
     * @throws IllegalStateException if it is not JSON; quotes nothing of it
     */
    static JsonNode parse(String what, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it would quote the customer's data
            throw new IllegalStateException("the details of a stored " + what + " are not JSON", e);
        }
    }

    static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }

    static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    static String required(JsonNode json, String name) {
        return text(json, name)
                .orElseThrow(() -> new IllegalStateException("the details of what is stored lack " + name));
    }

    /** The elements of an array, empty when there is none. */
    static <T> List<T> all(JsonNode json, String name, Function<JsonNode, T> element) {
        return elements(json.path(name), element);
    }

    static <T> List<T> elements(JsonNode array, Function<JsonNode, T> element) {
        return StreamSupport.stream(array.spliterator(), false).map(element).toList();
    }

    /** The object of that name, if there is one. */
    static Optional<JsonNode> object(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isObject);
    }
}
