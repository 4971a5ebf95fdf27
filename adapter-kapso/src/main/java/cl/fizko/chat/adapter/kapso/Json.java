package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON that strangers wrote, read within limits, and JSON of our own. Thread-safe. */
final class Json {

    /** Meta's deepest payloads have about 15 levels. */
    private static final int MAX_DEPTH = 64;

    /** Meta's largest webhook has 3 MB (Meta, "Webhooks"). */
    private static final int MAX_TEXT = 4_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .maxNameLength(1_000)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final ObjectReader READER = MAPPER.reader();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws NotUnderstood if it is empty, broken, too deep, or has a name twice: which of the two would count is anybody's guess
     */
    static JsonNode parse(byte[] bytes) {
        JsonNode tree;
        try {
            tree = READER.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Only the class and the place: the message quotes the text around it.
            var place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
            throw new NotUnderstood("not readable as JSON (" + e.getClass().getSimpleName() + place + ")");
        } catch (IOException | IllegalStateException e) {
            // Bytes that are no text at all, and names made to collide in the parser's symbol table.
            throw new NotUnderstood("not readable as JSON (" + e.getClass().getSimpleName() + ")");
        }
        if (tree.isMissingNode()) {
            throw new NotUnderstood("empty");
        }
        return tree;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Writes in UTF-8.
     *
     * @throws IllegalArgumentException if a text holds what nobody can store; Jackson itself notices only some of it
     */
    static byte[] bytes(ObjectNode tree) {
        Storable.problem(tree).ifPresent(problem -> {
            throw new IllegalArgumentException("a text " + problem);
        });
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours that cannot be written", e);
        }
    }
}
