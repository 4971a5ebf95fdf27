package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what an archive tells. Whatever is wrong with it is told without what it says. */
final class ArchivedFields {

    private ArchivedFields() {}

    /**
     * Reads values, and does nothing else: a fault of the store's would be blamed on the archive.
     *
     * @throws IllegalArgumentException if one is missing or is not what it should be; without a cause, which would quote it
     */
    static <T> T read(Section section, Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
            throw new IllegalArgumentException("a " + section.name().toLowerCase(Locale.ROOT)
                    + " of the archive lacks something, or cannot be read");
        }
    }

    static UUID id(Section section, ObjectNode json, String name) {
        return read(section, () -> UUID.fromString(JsonFields.required(json, name)));
    }

    static ObjectNode object(Part part) {
        if (read(part.section(), () -> JsonFields.parse("archive", part.json())) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a part of the archive is no object");
    }
}
