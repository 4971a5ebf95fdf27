package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The OpenAPI 3.1 document of some operations: made from the very declarations that the routes are made from. */
public final class OpenApiDocument {

    private static final String JSON = "application/json";

    private final ObjectNode schemas = Json.object();
    private final RecordSchema records = new RecordSchema(schemas);

    private OpenApiDocument() {}

    /**
     * Describes operations.
     *
     * @param version of the build
     */
    public static ObjectNode of(List<Operation> operations, String version) {
        return new OpenApiDocument().describe(operations, version);
    }

    private ObjectNode describe(List<Operation> operations, String version) {
        schemas.set("Problem", problem());
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Fizko Chat")
                .put("version", version)
                .put(
                        "description",
                        "WhatsApp conversations of Chilean companies: their numbers, messages and templates, and how they were answered."
                                + " Errors are problems of RFC 9457, in Spanish for Accept-Language: es."
                                + " Every answer carries X-Request-Id.");
        var paths = document.putObject("paths");
        for (var operation : operations) {
            paths.withObjectProperty(operation.path())
                    .set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
        }
        var components = document.putObject("components");
        components.set("schemas", schemas);
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer");
        return document;
    }

    private ObjectNode describe(Operation operation) {
        var json = Json.object().put("operationId", operation.id()).put("summary", operation.summary());
        json.putArray("tags").add(operation.tag());
        if (operation.access() == Access.PUBLIC) {
            json.putArray("security");
        } else {
            json.put("description", "Role: " + operation.access().name().toLowerCase(Locale.ROOT) + ".");
            json.putArray("security").addObject().putArray("key");
        }
        parameters(operation, json);
        operation
                .body()
                .ifPresent(body -> json.putObject("requestBody")
                        .put("required", true)
                        .putObject("content")
                        .putObject(JSON)
                        .set("schema", body.form().schema(body.use())));
        responses(operation, json.putObject("responses"));
        return json;
    }

    private static void parameters(Operation operation, ObjectNode json) {
        var all = json.putArray("parameters");
        for (var name : operation.pathParameters()) {
            var schema = name.equals("id") ? FieldTypes.id().schema() : FieldTypes.type("string");
            all.addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", schema);
        }
        for (var field : CallReader.parameters(operation)) {
            var parameter = all.addObject().put("name", field.name()).put("in", "query");
            parameter.put("required", field.isMandatory()).set("schema", field.schema());
        }
        if (operation.ifMatch()) {
            header(all.addObject(), "If-Match", "The ETag of what is edited; an edit of anything newer is refused.");
        }
        if (operation.idempotent()) {
            header(all.addObject(), "Idempotency-Key", "The same key with the same body has one effect.");
        }
    }

    private static void header(ObjectNode parameter, String name, String description) {
        parameter.put("name", name).put("in", "header").put("description", description);
        parameter.putObject("schema").put("type", "string");
    }

    private void responses(Operation operation, ObjectNode responses) {
        var all = new TreeMap<Integer, Operation.Answer>(commonProblems(operation));
        operation
                .answers()
                .forEach((status, answer) -> all.merge(
                        status,
                        answer,
                        (common, own) -> own.mediaType().equals(common.mediaType()) ? joined(common, own) : own));
        all.forEach((status, answer) -> {
            var json = responses.putObject(status.toString()).put("description", answer.description());
            if (!answer.mediaType().isEmpty()) {
                var mediaTypes = json.putObject("content");
                var content = mediaTypes.putObject(answer.mediaType());
                answer.alsoAs().forEach(mediaTypes::putObject);
                if (answer.mediaType().equals(ApiRoutes.PROBLEM)) {
                    content.putObject("schema").put("$ref", "#/components/schemas/Problem");
                } else {
                    answer.type().ifPresent(type -> content.set("schema", schema(operation, type)));
                }
            }
        });
    }

    private static Operation.Answer joined(Operation.Answer common, Operation.Answer own) {
        return new Operation.Answer(common.description() + "; " + own.description(), own.type(), own.mediaType());
    }

    private ObjectNode schema(Operation operation, Class<? extends Record> type) {
        var one = records.of(type);
        if (!operation.paged()) {
            return one;
        }
        var page = FieldTypes.type("object");
        var properties = page.putObject("properties");
        properties.set("count", FieldTypes.type("integer"));
        properties.set("count_is_exact", FieldTypes.type("boolean"));
        for (var link : List.of("next", "previous")) {
            properties.putObject(link).putArray("type").add("string").add("null");
        }
        properties.set("results", FieldTypes.type("array").set("items", one));
        properties.fieldNames().forEachRemaining(page.withArray("required")::add);
        return page.put("additionalProperties", false);
    }

    /** What nearly every operation may answer. */
    private static Map<Integer, Operation.Answer> commonProblems(Operation operation) {
        var problems = new TreeMap<Integer, Operation.Answer>();
        if (operation.access() != Access.PUBLIC) {
            problems.put(401, common("no valid key"));
            problems.put(403, common("the key's role is too low"));
            problems.put(404, common("there is no such thing, or not for this key"));
            problems.put(422, common("fields that are not valid, by name"));
        }
        problems.put(429, common("too many requests; Retry-After tells when to come again"));
        problems.put(503, common("not now; Retry-After tells when to come again"));
        if (operation.body().isPresent()) {
            problems.put(400, common("the body is not JSON that is read"));
            problems.put(408, common("the body took too long"));
            problems.put(413, common("the body is too long"));
        }
        return problems;
    }

    private static Operation.Answer common(String description) {
        return new Operation.Answer(description, Optional.empty(), ApiRoutes.PROBLEM);
    }

    private static ObjectNode problem() {
        var schema = FieldTypes.type("object");
        var properties = schema.putObject("properties");
        properties.set("type", FieldTypes.type("string").put("format", "uri-reference"));
        properties.set("title", FieldTypes.type("string"));
        properties.set("status", FieldTypes.type("integer"));
        properties.set("detail", FieldTypes.type("string"));
        properties.set("instance", FieldTypes.type("string").put("format", "uri-reference"));
        var errors = FieldTypes.type("object").put("description", "What is wrong with each field.");
        errors.set("additionalProperties", FieldTypes.type("array").set("items", FieldTypes.type("string")));
        properties.set("errors", errors);
        List.of("type", "title", "status", "detail").forEach(schema.putArray("required")::add);
        return schema;
    }
}
