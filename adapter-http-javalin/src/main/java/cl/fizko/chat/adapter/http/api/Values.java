package cl.fizko.chat.adapter.http.api;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request gave, by field; all of it right. */
public final class Values {

    private final Map<Field<?>, @Nullable Object> given;
    private final Form.Use use;

    Values(Map<Field<?>, @Nullable Object> given, Form.Use use) {
        this.given = new HashMap<>(given);
        this.use = use;
    }

    /** Whether the field was given, perhaps as {@code null}. */
    public boolean has(Field<?> field) {
        return given.containsKey(field);
    }

    /** Whether what was not given means its default ({@code POST}, {@code PUT}) and not what it is now ({@code PATCH}). */
    public boolean isWhole() {
        return use == Form.Use.WHOLE;
    }

    /** The value of a field that must be there; throws NoSuchElementException if it may be left out and was. */
    public <T> T get(Field<T> field) {
        return find(field).orElseThrow(() -> new NoSuchElementException(field.name()));
    }

    /** The value of a field; empty if it was not given, or as {@code null}. */
    @SuppressWarnings("unchecked") // only values that the field has read are stored under it
    public <T> Optional<T> find(Field<T> field) {
        return Optional.ofNullable((T) given.get(field));
    }

    /**
     * The value of a field after an edit: what was given, else what it is now ({@code PATCH}) or what it is by default
     * ({@code PUT}).
     */
    public <T> T edited(Field<T> field, T now, T byDefault) {
        return find(field).orElse(use == Form.Use.PART ? now : byDefault);
    }

    /** The same for a field that may be empty; {@code null} empties it. */
    public <T> Optional<T> edited(Field<T> field, Optional<T> now) {
        return has(field) || use == Form.Use.WHOLE ? find(field) : now;
    }
}
