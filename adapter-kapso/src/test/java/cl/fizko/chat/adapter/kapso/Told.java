package cl.fizko.chat.adapter.kapso;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every text in a value, however deep: what a database would have to hold. */
final class Told {

    private Told() {}

    static String by(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Told::by).orElse("");
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Told::by).collect(Collectors.joining("\n"));
        }
        if (value instanceof Record) {
            return Stream.of(value.getClass().getRecordComponents())
                    .map(component -> by(part(component, value)))
                    .collect(Collectors.joining("\n"));
        }
        return "";
    }

    private static Object part(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }
}
