package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Describes records as {@link Views} shows them. Every component is always there; an {@code Optional} one may be null. */
final class RecordSchema {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final ObjectNode schemas;

    /**
     * A description that gathers the schemas of records.
     *
     * @param schemas filled by name as records are met
     */
    RecordSchema(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** A reference to the record's schema. */
    ObjectNode of(Class<? extends Record> type) {
        var name = type.getSimpleName().replaceFirst("View$", "");
        if (!schemas.has(name)) {
            var schema = FieldTypes.type("object");
            schemas.set(name, schema); // before its components, for one may hold others of its kind
            var properties = schema.putObject("properties");
            var required = schema.putArray("required");
            for (var component : type.getRecordComponents()) {
                var property = SNAKE_CASE.translate(component.getName());
                properties.set(property, described(component));
                required.add(property);
            }
            schema.put("additionalProperties", false);
        }
        var reference = FieldTypes.type("object");
        reference.removeAll();
        return reference.put("$ref", "#/components/schemas/" + name);
    }

    private JsonNode described(RecordComponent component) {
        var schema = schema(component.getGenericType());
        var sentence = component.getAnnotation(Described.class);
        if (sentence != null) {
            schema.put("description", sentence.value());
        }
        return schema;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        if (plain.isEnum()) {
            var schema = FieldTypes.type("string");
            var words = schema.putArray("enum");
            Arrays.stream(plain.getEnumConstants())
                    .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                    .forEach(words::add);
            return schema;
        }
        return simple(plain);
    }

    private static ObjectNode simple(Class<?> type) {
        if (type == String.class) {
            return FieldTypes.type("string");
        } else if (type == boolean.class) {
            return FieldTypes.type("boolean");
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return FieldTypes.type("integer");
        } else if (type == double.class || type == Double.class) {
            return FieldTypes.type("number");
        } else if (type == UUID.class) {
            return FieldTypes.type("string").put("format", "uuid");
        } else if (type == Instant.class) {
            return FieldTypes.type("string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return FieldTypes.type("string").put("format", "date");
        } else if (type == LocalTime.class || type == JsonNode.class) {
            return type == LocalTime.class ? FieldTypes.type("string") : anything();
        } else if (type == ObjectNode.class) {
            return FieldTypes.type("object");
        }
        throw new IllegalArgumentException("views have no components of " + type);
    }

    private ObjectNode generic(ParameterizedType type) {
        var raw = type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return orNull(schema(arguments[0]));
        } else if (raw == List.class) {
            var list = FieldTypes.type("array");
            list.set("items", schema(arguments[0]));
            return list;
        } else if (raw == Map.class) {
            var map = FieldTypes.type("object");
            map.set("additionalProperties", schema(arguments[1]));
            return map;
        }
        throw new IllegalArgumentException("views have no components of " + type);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            var kind = schema.path("type").textValue();
            schema.putArray("type").add(kind).add("null");
            if (schema.path("enum").isArray()) {
                schema.withArray("enum").addNull();
            }
            return schema;
        }
        var either = anything();
        either.putArray("anyOf").add(schema).add(FieldTypes.type("null"));
        return either;
    }

    private static ObjectNode anything() {
        return Json.object();
    }
}
