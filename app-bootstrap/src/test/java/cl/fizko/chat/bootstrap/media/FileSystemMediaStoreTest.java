package cl.fizko.chat.bootstrap.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.MediaStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemMediaStoreTest extends MediaStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path dataDir;

    private MediaStore store;

    @BeforeEach
    void open() {
        store = FileSystemMediaStore.open(dataDir, CLOCK);
    }

    @Override
    protected MediaStore store() {
        return store;
    }

    /** 2026-12-01T02:59:59Z is still November in Chile: the month is UTC's, so it is the same on every machine. */
    @Test
    void complete_places_companyMonthMessage() throws Exception {
        var id = "%08x-%04x-7000-8000-000000000001".formatted(millis() >>> 16, millis() & 0xffff);
        put(key(42, id), "uno");
        assertThat(files()).containsExactly(dataDir.resolve("media/42/2026-12/" + id));
    }

    @Test
    void complete_idOfAnotherVersion_isSpreadByItsFirstDigits() throws Exception {
        put(key(42, "fb93a1f0-0000-4000-8000-000000000001"), "uno");
        assertThat(files()).containsExactly(dataDir.resolve("media/42/fb/fb93a1f0-0000-4000-8000-000000000001"));
    }

    @Test
    void files_areForTheOwnerAlone() throws Exception {
        put(key(1, "0193a1f0-0000-7000-8000-000000000001"), "uno");
        try (var upload = store.begin(key(1, "0193a1f0-0000-7000-8000-000000000002"));
                var all = Files.walk(dataDir.resolve("media"))) {
            upload.stream().write(1);
            for (var path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(dataDir.relativize(path).toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void close_withoutComplete_leavesNoFile() throws Exception {
        try (var upload = store.begin(key(1, "0193a1f0-0000-7000-8000-000000000001"))) {
            upload.stream().write(new byte[100_000]);
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    /** A stop interrupts whoever is writing; the interrupt closes the file under his hands. */
    @Test
    void close_afterAnInterrupt_leavesNoFile() throws Exception {
        try (var upload = store.begin(key(1, "0193a1f0-0000-7000-8000-000000000001"))) {
            upload.stream().write(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> upload.stream().write(2)).isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void open_removesWhatACrashLeft_andNothingThatIsBeingWritten() throws Exception {
        var left = dataDir.resolve("media/incoming/left");
        Files.writeString(left, "uno");
        Files.setLastModifiedTime(
                left, FileTime.from(NOW.minus(FileSystemMediaStore.STALE).minusSeconds(1)));
        var fresh = dataDir.resolve("media/incoming/fresh");
        Files.writeString(fresh, "dos");
        Files.setLastModifiedTime(fresh, FileTime.from(NOW.minusSeconds(120)));
        FileSystemMediaStore.open(dataDir, CLOCK);
        assertThat(files()).containsExactly(fresh);
    }

    @Test
    void open_afterARestart_hasTheFiles() throws Exception {
        var key = key(1, "0193a1f0-0000-7000-8000-000000000001");
        put(key, "uno");
        assertThat(FileSystemMediaStore.open(dataDir, CLOCK).delete(key)).isTrue();
    }

    @Test
    void open_folderThatCannotBe_namesDataDir() throws Exception {
        var file = Files.writeString(dataDir.resolve("file"), "");
        assertThatIllegalStateException()
                .isThrownBy(() -> FileSystemMediaStore.open(file, CLOCK))
                .withMessageStartingWith("DATA_DIR ");
    }

    private static long millis() {
        return Instant.parse("2026-12-01T02:59:59Z").toEpochMilli();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(dataDir)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
