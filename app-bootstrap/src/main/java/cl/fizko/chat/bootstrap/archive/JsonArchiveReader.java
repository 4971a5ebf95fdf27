package cl.fizko.chat.bootstrap.archive;

import cl.fizko.chat.application.privacy.ArchiveReader;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import cl.fizko.chat.domain.port.ContactArchive.StoredFile;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an archive as it goes, so that its length does not matter. Not thread-safe. */
public final class JsonArchiveReader implements ArchiveReader, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path archive;
    private final JsonParser json;
    private final long size;
    private @Nullable Section section;
    private boolean isOurs;
    private boolean isOfKnownVersion;

    private JsonArchiveReader(Path archive, JsonParser json, long size) {
        this.archive = archive;
        this.json = json;
        this.size = size;
    }

    /**
     * Opens an archive, and goes through it once: one that is cut off is refused before anything of it is stored.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static JsonArchiveReader open(Path archive) {
        try {
            var size = count(archive);
            return new JsonArchiveReader(archive, JSON.createParser(Files.newInputStream(archive)), size);
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--in: " + archive + " cannot be read", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if it is no archive of a version that is known
     */
    @Override
    public Optional<Part> next() {
        try {
            return read();
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without its cause, which would quote the archive. */
    private static IllegalArgumentException noJson(JsonProcessingException e) {
        return new IllegalArgumentException(
                "--in: no JSON at line " + e.getLocation().getLineNr());
    }

    /** The objects in its lists. */
    private static long count(Path archive) throws IOException {
        try (var parser = JSON.createParser(Files.newInputStream(archive))) {
            var count = 0L;
            var depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart() && depth == 2) {
                    count++;
                    parser.skipChildren();
                } else {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                }
            }
            return count;
        }
    }

    @Override
    public long size() {
        return size;
    }

    private Optional<Part> read() throws IOException {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT && section != null) {
                return Optional.of(part(section, JSON.readTree(json)));
            }
            if (token == JsonToken.START_ARRAY) {
                section = section(json.currentName()).orElse(null);
                if (section == null) {
                    json.skipChildren();
                }
            } else if (token == JsonToken.START_OBJECT && json.currentName() != null) {
                json.skipChildren(); // a field that is not known may hold lists of its own
            } else if (token == JsonToken.END_ARRAY) {
                section = null;
            } else if (token == JsonToken.VALUE_STRING && "format".equals(json.currentName())) {
                isOurs = json.getText().equals(ArchiveFile.FORMAT);
            } else if (token == JsonToken.VALUE_NUMBER_INT && "version".equals(json.currentName())) {
                isOfKnownVersion = json.getIntValue() >= 1 && json.getIntValue() <= ContactArchive.VERSION;
            }
        }
        return Optional.empty();
    }

    /** Empty for a list that is not known: what must not be passed by is told in a version of its own. */
    private Optional<Section> section(String name) {
        if (!isOurs || !isOfKnownVersion) {
            throw new IllegalArgumentException("--in: no archive of version 1 to " + ContactArchive.VERSION);
        }
        return Arrays.stream(Section.values())
                .filter(known -> ArchiveFile.list(known).equals(name))
                .findFirst();
    }

    private static Part part(Section section, JsonNode node) {
        var media = node.path("media");
        return new Part(
                section,
                node.toString(),
                media.path("state").asText().equals("stored")
                        ? Optional.of(new StoredFile(
                                new MessageId(UUID.fromString(node.path("id").asText())),
                                Optional.ofNullable(media.path("sha256").textValue())))
                        : Optional.empty());
    }

    @Override
    public Optional<InputStream> open(StoredFile file) {
        try {
            return Optional.of(Files.newInputStream(
                    ArchiveFile.folder(archive).resolve(file.message().toString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
