package cl.fizko.chat.bootstrap.archive;

import cl.fizko.chat.application.privacy.ArchiveWriter;
import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive as it comes, so that its length does not matter. Only the account that runs this can read it. What is closed before it was
 * {@link #complete completed} is deleted. Not thread-safe.
 */
public final class JsonArchiveWriter implements ArchiveWriter, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path archive;
    private final JsonGenerator json;
    private @Nullable Section open;
    private boolean isComplete;

    private JsonArchiveWriter(Path archive, JsonGenerator json) {
        this.archive = archive;
        this.json = json;
    }

    /**
     * Begins a new file.
     *
     * @throws IllegalArgumentException if there is one, or a folder of its files, or none can be made
     */
    public static JsonArchiveWriter create(Path archive, Instant now) {
        if (Files.exists(ArchiveFile.folder(archive))) {
            throw new IllegalArgumentException("--out: " + ArchiveFile.folder(archive) + " is there already");
        }
        try {
            var channel = OwnerOnlyFile.create(archive);
            var json = JSON.createGenerator(Channels.newOutputStream(channel)).useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("format", ArchiveFile.FORMAT);
            json.writeNumberField("version", ContactArchive.VERSION);
            json.writeStringField("exported_at", now.toString());
            return new JsonArchiveWriter(archive, json);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("--out: " + archive + " is there already", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out: " + archive + " cannot be written", e);
        }
    }

    @Override
    public void write(Part part, Optional<InputStream> file) {
        try {
            if (open != part.section()) {
                if (open != null) {
                    json.writeEndArray();
                }
                json.writeArrayFieldStart(ArchiveFile.list(part.section()));
                open = part.section();
            }
            json.writeTree(JSON.readTree(part.json()));
            if (file.isPresent() && part.file().isPresent()) {
                keep(part.file().get().message().toString(), file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String name, InputStream content) throws IOException {
        var folder = ArchiveFile.folder(archive);
        OwnerOnlyFile.createFolder(folder);
        try (var to = Channels.newOutputStream(OwnerOnlyFile.create(folder.resolve(name)))) {
            content.transferTo(to);
        }
    }

    /** Writes the end. Nothing may be written afterwards. */
    public void complete() {
        try {
            if (open != null) {
                json.writeEndArray();
            }
            json.writeEndObject();
            json.close();
            isComplete = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Part of an archive would look like a whole one. */
    @Override
    public void close() {
        if (isComplete) {
            return;
        }
        try {
            try {
                json.close();
            } finally {
                delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() throws IOException {
        Files.deleteIfExists(archive);
        var folder = ArchiveFile.folder(archive);
        if (Files.exists(folder)) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
