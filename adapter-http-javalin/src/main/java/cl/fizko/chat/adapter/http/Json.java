package cl.fizko.chat.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this API reads and writes it: strict, shallow, and with no field given twice. */
public final class Json {

    private static final int DEEPEST = 32;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(
                            JsonWriteFeature
                                    .COMBINE_UNICODE_SURROGATES_IN_UTF8) // an emoji as itself, not as two escapes
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a body that must be one JSON object. Throws a 400 problem if it is not; the reason never quotes the body. */
    public static ObjectNode parseObject(byte[] body) {
        if (parse(body) instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(Problem.of(400, "the body must be a JSON object"));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                    400,
                    "the body is not JSON that we read: UTF-8, at most " + DEEPEST
                            + " levels deep, no field given twice, nothing after the object"));
        }
    }
}
