package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of files does. A subclass says which store. */
public abstract class MediaStoreContract {

    private static final MediaStore.Key KEY = key(1, "0193a1f0-0000-7000-8000-000000000001");

    /** The same store for the whole of one test; empty when the test begins. */
    protected abstract MediaStore store();

    @Test
    void open_completed_isTheFile() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(20_261_123L).nextBytes(bytes);
        try (var upload = store().begin(KEY)) {
            upload.stream().write(bytes, 0, 1_000_000);
            upload.stream().write(bytes, 1_000_000, 2_000_000);
            upload.complete();
        }
        assertThat(read(KEY)).contains(bytes);
    }

    @Test
    void open_emptyFile_isThere() throws Exception {
        put(KEY, "");
        assertThat(text(KEY)).contains("");
    }

    @Test
    void open_nothingStored_isEmpty() throws Exception {
        assertThat(read(KEY)).isEmpty();
    }

    @Test
    void open_notYetCompleted_isEmpty() throws Exception {
        try (var upload = store().begin(KEY)) {
            upload.stream().write(1);
            assertThat(read(KEY)).isEmpty();
        }
    }

    @Test
    void close_withoutComplete_leavesNothing() throws Exception {
        try (var upload = store().begin(KEY)) {
            upload.stream().write(1);
        }
        assertThat(read(KEY)).isEmpty();
    }

    @Test
    void close_withoutComplete_leavesTheFormerFile() throws Exception {
        put(KEY, "uno");
        try (var upload = store().begin(KEY)) {
            upload.stream().write(1);
            assertThat(text(KEY)).contains("uno");
        }
        assertThat(text(KEY)).contains("uno");
    }

    @Test
    void close_twice_isHarmless() throws Exception {
        var upload = store().begin(KEY);
        upload.complete();
        upload.close();
        upload.close();
        assertThat(read(KEY)).isPresent();
    }

    @Test
    void complete_replacesTheFormerFile() throws Exception {
        put(KEY, "uno, largo");
        put(KEY, "dos");
        assertThat(text(KEY)).contains("dos");
    }

    @Test
    void complete_afterClose_isRefused() throws Exception {
        var upload = store().begin(KEY);
        upload.close();
        assertThatThrownBy(upload::complete).isInstanceOf(UncheckedIOException.class);
        assertThat(read(KEY)).isEmpty();
    }

    @Test
    void write_afterComplete_isRefused() throws Exception {
        try (var upload = store().begin(KEY)) {
            upload.complete();
            assertThatThrownBy(() -> upload.stream().write(1)).isInstanceOf(IOException.class);
        }
        assertThat(text(KEY)).contains("");
    }

    /** A worker whose lease ran out may still be writing when the next one begins. */
    @Test
    void begin_twiceAtOnce_theLastToCompleteWins() throws Exception {
        try (var first = store().begin(KEY);
                var second = store().begin(KEY)) {
            first.stream().write("uno".getBytes(StandardCharsets.UTF_8));
            second.stream().write("dos".getBytes(StandardCharsets.UTF_8));
            second.complete();
            assertThat(text(KEY)).contains("dos");
            first.complete();
        }
        assertThat(text(KEY)).contains("uno");
    }

    @Test
    void keys_areApart() throws Exception {
        var others = new MediaStore.Key[] {
            key(2, "0193a1f0-0000-7000-8000-000000000001"),
            key(1, "0193a1f0-0000-7000-8000-000000000002"),
            key(1, "0293a1f0-0000-7000-8000-000000000001"),
            key(1, "0193a1f0-0000-4000-8000-000000000001")
        };
        put(KEY, "uno");
        for (var other : others) {
            assertThat(read(other)).isEmpty();
            assertThat(store().delete(other)).isFalse();
        }
        for (var other : others) {
            put(other, "otro");
        }
        assertThat(text(KEY)).contains("uno");
    }

    @Test
    void delete_removesTheFileOnce() throws Exception {
        put(KEY, "uno");
        assertThat(store().delete(KEY)).isTrue();
        assertThat(read(KEY)).isEmpty();
        assertThat(store().delete(KEY)).isFalse();
        put(KEY, "dos");
        assertThat(text(KEY)).contains("dos");
    }

    @Test
    void store_manyThreads_keepTheirFiles() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var store = store();
            var puts = IntStream.range(0, 40)
                    .mapToObj(i -> new MediaStore.Key(
                            new CompanyId(1 + i % 3), new MessageId(new UUID(0x7000L | (long) i << 16, -i))))
                    .<Callable<MediaStore.Key>>map(key -> () -> {
                        put(store, key, key.toString());
                        return key;
                    })
                    .toList();
            for (var put : threads.invokeAll(puts)) {
                assertThat(text(put.get())).contains(put.get().toString());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    protected static MediaStore.Key key(long company, String message) {
        return new MediaStore.Key(new CompanyId(company), new MessageId(UUID.fromString(message)));
    }

    protected void put(MediaStore.Key key, String text) throws IOException {
        put(store(), key, text);
    }

    private static void put(MediaStore store, MediaStore.Key key, String text) throws IOException {
        try (var upload = store.begin(key)) {
            upload.stream().write(text.getBytes(StandardCharsets.UTF_8));
            upload.complete();
        }
    }

    private Optional<String> text(MediaStore.Key key) throws IOException {
        return read(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> read(MediaStore.Key key) throws IOException {
        var file = store().open(key);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (var stream = file.get()) {
            return Optional.of(stream.readAllBytes());
        }
    }
}
