package cl.fizko.chat.bootstrap.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Environment variables by name. A blank one counts as absent, which is what an unfilled line of a {@code .env} file gives. */
record Variables(Map<String, String> values) {

    /** Stops at a name with that prefix that nobody reads: a misspelt setting would silently have no effect. */
    void refuseUnknown(String prefix, Collection<String> known) {
        for (var name : new TreeSet<>(values.keySet())) {
            if (name.startsWith(prefix) && !known.contains(name)) {
                var candidates = known.stream()
                        .filter(candidate -> candidate.startsWith(prefix))
                        .sorted()
                        .toList();
                throw new IllegalArgumentException(name + " is no setting; known are " + String.join(", ", candidates));
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The value as the reader understands it; empty when there is none.
     *
     * @param mayBe what the variable may be, for the message when the reader throws
     * @throws IllegalArgumentException without the value, which may be a secret
     */
    <T> Optional<T> read(String name, String mayBe, Function<String, T> reader) {
        return text(name).map(value -> {
            try {
                return reader.apply(value);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(name + " must be " + mayBe, e);
            }
        });
    }

    @Override
    public String toString() {
        return "Variables" + new TreeSet<>(values.keySet());
    }
}
