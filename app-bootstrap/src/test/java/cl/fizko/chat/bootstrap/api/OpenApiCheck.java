package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Compares answers with what the OpenAPI document says of them. */
final class OpenApiCheck {

    private final JsonNode document;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    OpenApiCheck(JsonNode document) {
        this.document = document;
    }

    /** Fails unless the document has the operation, the status, the media type and the body's shape. */
    void check(String method, String path, ApiAnswer answer) {
        var place = operation(path);
        if (path.equals("/openapi.json") || path.startsWith("/docs")) {
            return; // the document itself
        }
        if (place.isEmpty()) {
            assertThat(answer.status())
                    .as("%s %s is not in the document", method, path)
                    .isIn(404, 405);
            return;
        }
        var name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        var operation = document.path("paths").path(place.get()).path(name);
        if (operation.isMissingNode()) {
            assertThat(answer.status())
                    .as("%s %s is not in the document", method, path)
                    .isIn(204, 405);
            return;
        }
        var where = method + " " + place.get() + " " + answer.status();
        var response = operation.path("responses").path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode())
                .as(where + " is not in the document: " + answer.text())
                .isFalse();
        if (answer.text().isEmpty()) {
            return;
        }
        var mediaType = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
        var content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as(where + " has no " + mediaType + " in the document")
                .isFalse();
        if (content.has("schema")) {
            var found = schemas.computeIfAbsent(where + mediaType, key -> schema(content.path("schema")))
                    .validate(answer.json());
            assertThat(found).as(where + "\n" + answer.text()).isEmpty();
        }
    }

    private JsonSchema schema(JsonNode schema) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return factory.getSchema(whole, config);
    }

    /** The document's path for a request's path; one without gaps before one with. */
    Optional<String> operation(String path) {
        var asked = path.replaceFirst("\\?.*", "").replaceFirst("(?<=.)/$", "");
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(known -> asked.matches(pattern(known)))
                .min(Comparator.comparing((String known) -> known.contains("{")));
    }

    private static String pattern(String path) {
        return Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
    }
}
