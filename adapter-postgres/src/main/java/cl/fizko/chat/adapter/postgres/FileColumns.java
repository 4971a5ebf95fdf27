package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A file at the provider as fields of a JSON object. */
final class FileColumns {

    private static final Map<String, MediaKind> KINDS =
            Arrays.stream(MediaKind.values()).collect(Collectors.toMap(MediaKind::wireName, Function.identity()));

    private FileColumns() {}

    static void put(ObjectNode json, MediaReference file) {
        JsonFields.put(json, "provider_id", file.providerId());
        JsonFields.put(json, "url", file.url());
        JsonFields.put(json, "mime_type", file.mimeType());
        JsonFields.put(json, "sha256", file.sha256());
        JsonFields.put(json, "filename", file.filename());
    }

    static MediaReference read(JsonNode json) {
        return new MediaReference(
                JsonFields.text(json, "provider_id"),
                JsonFields.text(json, "url"),
                JsonFields.text(json, "mime_type"),
                JsonFields.text(json, "sha256"),
                JsonFields.text(json, "filename"));
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalStateException if this version does not know it
     */
    static MediaKind kind(String wireName) {
        var kind = KINDS.get(wireName);
        if (kind == null) {
            throw new IllegalStateException("a stored message has the unknown type " + wireName);
        }
        return kind;
    }
}
