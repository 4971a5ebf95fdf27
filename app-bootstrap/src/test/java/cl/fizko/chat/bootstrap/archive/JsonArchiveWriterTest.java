package cl.fizko.chat.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import cl.fizko.chat.domain.port.ContactArchive.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is whole or it is not there. */
class JsonArchiveWriterTest {

    private static final Part MESSAGE = new Part(
            Section.MESSAGE, "{}", Optional.of(new StoredFile(new MessageId(new UUID(0, 1)), Optional.empty())));

    @TempDir
    private Path folder;

    @Test
    void whatFailsHalfway_leavesNothing() {
        assertThatThrownBy(() -> {
                    try (var writer = create()) {
                        writer.write(MESSAGE, Optional.of(file()));
                        writer.write(MESSAGE, Optional.of(file())); // its file is there already
                        writer.complete();
                    }
                })
                .isInstanceOf(UncheckedIOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsComplete_stays_withItsFiles_andIsNotWrittenOver() {
        try (var writer = create()) {
            writer.write(MESSAGE, Optional.of(file()));
            writer.complete();
        }
        assertThat(folder.resolve("ana.json")).content().endsWith("}");
        assertThat(folder.resolve("ana.json.media")).isDirectoryContaining(path -> true);
        assertThatThrownBy(this::create).isInstanceOf(IllegalArgumentException.class);
    }

    private JsonArchiveWriter create() {
        return JsonArchiveWriter.create(folder.resolve("ana.json"), Instant.EPOCH);
    }

    private static InputStream file() {
        return new ByteArrayInputStream(new byte[] {1});
    }
}
