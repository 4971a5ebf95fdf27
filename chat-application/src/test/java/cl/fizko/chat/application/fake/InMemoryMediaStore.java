package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.port.MediaStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in a map. Full when the test says so. */
public final class InMemoryMediaStore implements MediaStore {

    private final Map<Key, byte[]> files = new ConcurrentHashMap<>();
    private volatile boolean full;

    public void setFull(boolean full) {
        this.full = full;
    }

    public Map<Key, byte[]> files() {
        return Map.copyOf(files);
    }

    @Override
    public Upload begin(Key key) {
        return new Incoming(key);
    }

    @Override
    public Optional<InputStream> open(Key key) {
        return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
    }

    @Override
    public boolean delete(Key key) {
        return files.remove(key) != null;
    }

    private final class Incoming implements Upload {

        private final Key key;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean over;

        private final OutputStream stream = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                refuseIfOver();
                bytes.write(b);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                refuseIfOver();
                bytes.write(from, offset, length);
            }
        };

        Incoming(Key key) {
            this.key = key;
        }

        private void refuseIfOver() throws IOException {
            if (over || full) {
                throw new IOException(full ? "No space left on device" : "the upload is over");
            }
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public void complete() {
            try {
                refuseIfOver();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            over = true;
            files.put(key, bytes.toByteArray());
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
