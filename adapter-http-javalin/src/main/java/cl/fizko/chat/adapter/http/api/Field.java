package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.FieldErrors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named value that a request may hold, in its body or its query. It is the key under which {@link Values} gives what was read.
 *
 * @param <T> what it becomes
 */
public final class Field<T> {

    private final String name;
    private final FieldType<T> type;
    private final String description;
    private final boolean nullable;
    private final boolean secret;
    private final boolean mandatory;

    private Field(
            String name, FieldType<T> type, String description, boolean nullable, boolean secret, boolean mandatory) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.nullable = nullable;
        this.secret = secret;
        this.mandatory = mandatory;
    }

    /** A field of a kind that is not among those below. */
    public static <T> Field<T> of(String name, FieldType<T> type) {
        return new Field<>(name, type, "", false, false, false);
    }

    /** Text that is not blank, of so many characters (code points). */
    public static Field<String> text(String name, int longest) {
        return of(name, FieldTypes.text(1, longest));
    }

    /**
     * Text of a certain shape.
     *
     * @param shape the whole text must match
     * @param problem what would be right, e.g. {@code "must be lower-case letters and digits"}
     */
    public static Field<String> text(String name, int longest, Pattern shape, String problem) {
        return of(name, FieldTypes.text(longest, shape, problem));
    }

    public static Field<Boolean> flag(String name) {
        return of(name, FieldTypes.flag());
    }

    public static Field<Long> wholeNumber(String name, long least, long most) {
        return of(name, FieldTypes.wholeNumber(least, most));
    }

    public static Field<UUID> id(String name) {
        return of(name, FieldTypes.id());
    }

    /** A moment, ISO-8601 with its offset. */
    public static Field<Instant> instant(String name) {
        return of(name, FieldTypes.instant());
    }

    public static Field<LocalDate> day(String name) {
        return of(name, FieldTypes.day());
    }

    public static Field<LocalTime> timeOfDay(String name) {
        return of(name, FieldTypes.timeOfDay());
    }

    public static Field<ZoneId> zone(String name) {
        return of(name, FieldTypes.zone());
    }

    /** One of some words, in their order. */
    public static <T> Field<T> oneOf(String name, Map<String, T> words) {
        return of(name, FieldTypes.oneOf(words));
    }

    /** One of an enum's values, in lower case. */
    public static <E extends Enum<E>> Field<E> oneOf(String name, Class<E> values) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(values.getEnumConstants())
                .forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), value));
        return oneOf(name, words);
    }

    /**
     * A text that a parser understands.
     *
     * @param schema its JSON Schema
     * @param problem what would be right
     * @param parser gives null, or throws IllegalArgumentException or DateTimeException, for what is not right
     */
    public static <T> Field<T> parsed(
            String name, ObjectNode schema, String problem, Function<String, ? extends @Nullable T> parser) {
        return of(name, FieldTypes.parsed(schema, problem, parser));
    }

    /** Any JSON object of so many bytes. */
    public static Field<ObjectNode> object(String name, int mostBytes) {
        return of(name, FieldTypes.object(mostBytes));
    }

    /** Texts of 1 to so many characters each. */
    public static Field<List<String>> texts(String name, int most, int longest) {
        return of(name, FieldTypes.list(FieldTypes.text(1, longest), most));
    }

    /** Texts by name, e.g. the variables of a template; they may be empty. */
    public static Field<Map<String, String>> textsByName(String name, int most, int longest) {
        return of(name, FieldTypes.byName(FieldTypes.text(0, longest), most));
    }

    /** An object with fields of its own. */
    public static Field<Values> form(String name, Form form) {
        return of(name, FieldTypes.form(form));
    }

    /** Several objects with fields of their own. */
    public static Field<List<Values>> forms(String name, int most, Form form) {
        return of(name, FieldTypes.list(FieldTypes.form(form), most));
    }

    /** The same field with a sentence for the reader of the documentation. */
    public Field<T> described(String sentence) {
        return new Field<>(name, type, sentence, nullable, secret, mandatory);
    }

    /** The same field, where {@code null} is allowed and means none. */
    public Field<T> nullable() {
        return new Field<>(name, type, description, true, secret, mandatory);
    }

    /** The same field as something that no answer ever shows. */
    public Field<T> writeOnly() {
        return new Field<>(name, type, description, nullable, true, mandatory);
    }

    /** The same field as a query parameter that must be given. */
    public Field<T> mandatory() {
        return new Field<>(name, type, description, nullable, secret, true);
    }

    public String name() {
        return name;
    }

    boolean isMandatory() {
        return mandatory;
    }

    boolean isNullable() {
        return nullable;
    }

    String description() {
        return description;
    }

    ObjectNode schema() {
        var schema = type.schema();
        if (nullable && schema.path("type").isTextual()) {
            var kind = schema.path("type").textValue();
            schema.putArray("type").add(kind).add("null");
            if (schema.path("enum").isArray()) {
                schema.withArray("enum").addNull();
            }
        }
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (secret) {
            schema.put("writeOnly", true);
        }
        return schema;
    }

    @Nullable
    T read(JsonNode value, String path, FieldErrors errors) {
        return type.read(value, path, errors);
    }

    @Nullable
    T readQuery(String text, FieldErrors errors) {
        return type.read(type.ofQuery(text), name, errors);
    }

    /** Fields are known by their names: variants of one stand for the same value. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field<?> field && field.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
