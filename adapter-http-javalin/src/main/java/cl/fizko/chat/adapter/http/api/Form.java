package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.FieldErrors;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a body, or of an object within one. What is not among them is refused. Immutable. */
public final class Form {

    /** Whether a body must be complete. */
    public enum Use {
        /** {@code POST}, {@code PUT}: the required fields must be there. */
        WHOLE,
        /** {@code PATCH}: any may be left out. */
        PART
    }

    private final Map<String, Field<?>> fields;
    private final List<String> required;

    private Form(Map<String, Field<?>> fields, List<String> required) {
        this.fields = fields;
        this.required = required;
    }

    /** A form of fields that must be there. */
    public static Form required(Field<?>... fields) {
        return new Form(Map.of(), List.of()).with(true, fields);
    }

    /** A form of fields that may be left out. */
    public static Form optional(Field<?>... fields) {
        return new Form(Map.of(), List.of()).with(false, fields);
    }

    /** The same form with more fields that may be left out. */
    public Form andOptional(Field<?>... more) {
        return with(false, more);
    }

    private Form with(boolean must, Field<?>... more) {
        var all = new LinkedHashMap<>(fields);
        var musts = new ArrayList<>(required);
        for (var field : more) {
            if (all.put(field.name(), field) != null) {
                throw new IllegalArgumentException("the form has " + field + " already");
            }
            if (must) {
                musts.add(field.name());
            }
        }
        return new Form(all, List.copyOf(musts));
    }

    /** Its JSON Schema. */
    public ObjectNode schema(Use use) {
        var schema = FieldTypes.type("object");
        var properties = schema.putObject("properties");
        fields.forEach((name, field) -> properties.set(name, field.schema()));
        if (use == Use.WHOLE && !required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        return schema.put("additionalProperties", false);
    }

    /**
     * Reads an object. What is wrong is told to the errors, all of it.
     *
     * @param prefix of the fields' names in errors, e.g. {@code buttons[0].}
     * @return null if a field is wrong
     */
    @Nullable
    Values read(ObjectNode object, Use use, String prefix, FieldErrors errors) {
        var given = new HashMap<Field<?>, @Nullable Object>();
        var right = true;
        for (var each : object.properties()) {
            var field = fields.get(each.getKey());
            if (field == null) {
                errors.add(prefix + shown(each.getKey()), "is not known here");
                right = false;
            } else if (!each.getValue().isNull()) {
                var value = field.read(each.getValue(), prefix + field.name(), errors);
                right &= value != null;
                given.put(field, value);
            } else if (field.isNullable()) {
                given.put(field, null);
            } else {
                errors.add(prefix + field.name(), required.contains(field.name()) ? "is required" : "must not be null");
                right = false;
            }
        }
        for (var name : required) {
            if (use == Use.WHOLE && !object.has(name)) {
                errors.add(prefix + name, "is required");
                right = false;
            }
        }
        return right ? new Values(given, use) : null;
    }

    /** A name that the client made up is shown to it, but not a novel. */
    private static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60);
    }
}
