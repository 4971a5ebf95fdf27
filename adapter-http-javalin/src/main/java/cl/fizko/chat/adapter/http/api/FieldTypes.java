package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.FieldErrors;
import cl.fizko.chat.adapter.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of values that the API takes. */
final class FieldTypes {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    private FieldTypes() {}

    /** Text of so many characters (code points), not blank if it must not be empty. */
    static FieldType<String> text(int shortest, int longest) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return type("string").put("minLength", shortest).put("maxLength", longest);
            }

            @Override
            public @Nullable String read(JsonNode value, String path, FieldErrors errors) {
                if (!value.isTextual()) {
                    return wrong(errors, path, "must be text");
                }
                var text = value.textValue();
                if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
                    return wrong(errors, path, "must be valid Unicode without U+0000");
                }
                if (shortest > 0 && text.isBlank()) {
                    return wrong(errors, path, "must not be blank");
                }
                var length = text.codePointCount(0, text.length());
                if (length > longest) {
                    return wrong(errors, path, "must not be longer than " + longest + " characters");
                }
                return length < shortest
                        ? wrong(errors, path, "must not be shorter than " + shortest + " characters")
                        : text;
            }
        };
    }

    /** Text of a certain shape. */
    static FieldType<String> text(int longest, Pattern shape, String problem) {
        var text = text(1, longest);
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return text.schema().put("pattern", "^(?:" + shape.pattern() + ")$");
            }

            @Override
            public @Nullable String read(JsonNode value, String path, FieldErrors errors) {
                var read = text.read(value, path, errors);
                return read == null || shape.matcher(read).matches() ? read : wrong(errors, path, problem);
            }
        };
    }

    static FieldType<Boolean> flag() {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return type("boolean");
            }

            @Override
            public @Nullable Boolean read(JsonNode value, String path, FieldErrors errors) {
                return value.isBoolean() ? value.booleanValue() : wrong(errors, path, "must be true or false");
            }

            @Override
            public JsonNode ofQuery(String text) {
                return text.equals("true") || text.equals("false")
                        ? BooleanNode.valueOf(text.equals("true"))
                        : TextNode.valueOf(text);
            }
        };
    }

    static FieldType<Long> wholeNumber(long least, long most) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return type("integer").put("minimum", least).put("maximum", most);
            }

            @Override
            public @Nullable Long read(JsonNode value, String path, FieldErrors errors) {
                return value.isIntegralNumber()
                                && value.canConvertToLong()
                                && value.longValue() >= least
                                && value.longValue() <= most
                        ? value.longValue()
                        : wrong(errors, path, "must be a whole number from " + least + " to " + most);
            }

            @Override
            public JsonNode ofQuery(String text) {
                return WHOLE_NUMBER.matcher(text).matches()
                        ? LongNode.valueOf(Long.parseLong(text))
                        : TextNode.valueOf(text);
            }
        };
    }

    /** A text that a parser understands. */
    static <T> FieldType<T> parsed(ObjectNode schema, String problem, Function<String, ? extends @Nullable T> parser) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return schema.deepCopy();
            }

            @Override
            public @Nullable T read(JsonNode value, String path, FieldErrors errors) {
                if (value.isTextual()) {
                    try {
                        var parsed = parser.apply(value.textValue());
                        if (parsed != null) {
                            return parsed;
                        }
                    } catch (DateTimeException | IllegalArgumentException e) {
                        return wrong(errors, path, problem);
                    }
                }
                return wrong(errors, path, problem);
            }
        };
    }

    static FieldType<UUID> id() {
        return parsed(
                type("string").put("format", "uuid"),
                "must be an id like 0199a3c4-7d1e-7c3a-9b5f-2f6f4a8e1c0d",
                text -> {
                    var id = UUID.fromString(text);
                    return id.toString().equalsIgnoreCase(text) ? id : null; // fromString also takes short ones
                });
    }

    static FieldType<Instant> instant() {
        return parsed(
                type("string").put("format", "date-time"),
                "must be a time with its offset like 2026-11-22T12:00:00Z",
                text -> {
                    var time = OffsetDateTime.parse(text);
                    return isOfOurAge(time.getYear()) ? time.toInstant() : null;
                });
    }

    static FieldType<LocalDate> day() {
        return parsed(type("string").put("format", "date"), "must be a day like 2026-11-22", text -> {
            var day = LocalDate.parse(text);
            return isOfOurAge(day.getYear()) ? day : null;
        });
    }

    /** The database knows fewer years than Java. */
    private static boolean isOfOurAge(int year) {
        return year >= 1970 && year <= 9998;
    }

    static FieldType<LocalTime> timeOfDay() {
        return parsed(
                type("string").put("pattern", "^\\d{2}:\\d{2}(:\\d{2})?$"),
                "must be a time of day like 09:00",
                LocalTime::parse);
    }

    static FieldType<ZoneId> zone() {
        return parsed(type("string"), "must be a time zone like America/Santiago", ZoneId::of);
    }

    /** One of some words, e.g. the wire names of an enum. */
    static <T> FieldType<T> oneOf(Map<String, T> words) {
        var known = new LinkedHashMap<>(words);
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                var schema = type("string");
                known.keySet().forEach(schema.putArray("enum")::add);
                return schema;
            }

            @Override
            public @Nullable T read(JsonNode value, String path, FieldErrors errors) {
                var found = value.isTextual() ? known.get(value.textValue()) : null;
                return found != null
                        ? found
                        : wrong(errors, path, "must be one of: " + String.join(", ", known.keySet()));
            }
        };
    }

    /** Any JSON object that is not too long. */
    static FieldType<ObjectNode> object(int mostBytes) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return type("object");
            }

            @Override
            public @Nullable ObjectNode read(JsonNode value, String path, FieldErrors errors) {
                if (!(value instanceof ObjectNode object)) {
                    return wrong(errors, path, "must be a JSON object");
                }
                if (object.toString().indexOf("\\u0000") >= 0) {
                    return wrong(errors, path, "must be valid Unicode without U+0000");
                }
                return Json.bytes(object).length > mostBytes
                        ? wrong(errors, path, "must not be longer than " + mostBytes + " bytes")
                        : object;
            }
        };
    }

    /** Several values of one kind. */
    static <T> FieldType<List<T>> list(FieldType<T> element, int most) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                var schema = type("array").put("maxItems", most);
                schema.set("items", element.schema());
                return schema;
            }

            @Override
            public @Nullable List<T> read(JsonNode value, String path, FieldErrors errors) {
                if (!value.isArray() || value.size() > most) {
                    return wrong(errors, path, "must be a list of at most " + most);
                }
                var elements = new ArrayList<@Nullable T>();
                for (int i = 0; i < value.size(); i++) {
                    elements.add(element.read(value.get(i), path + "[" + i + "]", errors));
                }
                return elements.contains(null) ? null : List.copyOf(nonNull(elements));
            }
        };
    }

    /** Values of one kind by name. */
    static <T> FieldType<Map<String, T>> byName(FieldType<T> element, int most) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                var schema = type("object").put("maxProperties", most);
                schema.set("additionalProperties", element.schema());
                return schema;
            }

            @Override
            public @Nullable Map<String, T> read(JsonNode value, String path, FieldErrors errors) {
                if (!value.isObject() || value.size() > most) {
                    return wrong(errors, path, "must be an object of at most " + most + " fields");
                }
                var elements = new LinkedHashMap<String, T>();
                var whole = true;
                for (var each : value.properties()) {
                    var read = element.read(each.getValue(), path + "." + each.getKey(), errors);
                    if (read == null) {
                        whole = false;
                    } else {
                        elements.put(each.getKey(), read);
                    }
                }
                return whole ? elements : null;
            }
        };
    }

    /** An object with fields of its own. */
    static FieldType<Values> form(Form form) {
        return new FieldType<>() {
            @Override
            public ObjectNode schema() {
                return form.schema(Form.Use.WHOLE);
            }

            @Override
            public @Nullable Values read(JsonNode value, String path, FieldErrors errors) {
                return value instanceof ObjectNode object
                        ? form.read(object, Form.Use.WHOLE, path + ".", errors)
                        : wrong(errors, path, "must be a JSON object");
            }
        };
    }

    static ObjectNode type(String type) {
        return Json.object().put("type", type);
    }

    private static <T> List<T> nonNull(List<@Nullable T> elements) {
        return elements.stream().<T>map(Objects::requireNonNull).toList();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it is null, whatever it is
    private static <T> @Nullable T wrong(FieldErrors errors, String path, String problem) {
        errors.add(path, problem);
        return null;
    }
}
