package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.commons.io.file.PathUtils;

/**
 * The wall clock jumps by an hour while customers write: the node's, PostgreSQL's, or both, forwards or backwards; an hour after a
 * jump backwards it is what it was. Both processes run with a library before the system's own that adds to the time what a file
 * says ({@code clock-skew.c}, built here with {@code cc}).
 */
record ClockTrial() implements Trial {

    private static final long HOUR = 3600;
    private static final String FILE = "CLOCK_SKEW_FILE";

    @Override
    public String name() {
        return "CLOCK_JUMPED";
    }

    @Override
    public String sentence() {
        return "the clock of the node, of PostgreSQL or of both jumps an hour ahead, or an hour back and then on again";
    }

    @Override
    public Stage stage(Bench bench) throws IOException, SQLException, InterruptedException {
        var folder = Files.createTempDirectory("reliability-clock");
        var library = built(folder);
        var ofNode = new Skew(folder.resolve("node.skew"));
        var ofDatabase = new Skew(folder.resolve("database.skew"));
        var own = new Bench(folder, ofNode.environment(library));
        own.cluster().restart("fast", ofDatabase.environment(library));
        return new SkewedStage(own, folder, ofNode, ofDatabase);
    }

    private static Path built(Path folder) throws IOException, InterruptedException {
        var source = folder.resolve("clock-skew.c");
        try (var in = ClockTrial.class.getResourceAsStream("clock-skew.c")) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        var library = folder.resolve("clock-skew.so");
        var built = new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (built != 0) {
            throw new IOException("cc does not build clock-skew.c");
        }
        return library;
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 17);
        var skewed = (SkewedStage) stage;
        try (var courier = stage.courier(seed, random)) {
            courier.start();
            stage.kapso().awaitRequests(1 + random.nextInt(6), Settling.PATIENCE);
            var hour = seed % 2 == 0 ? HOUR : -HOUR;
            if (seed % 3 != 0) {
                skewed.ofNode.set(hour);
            }
            if (seed % 3 != 1) {
                skewed.ofDatabase.set(hour);
            }
            var jumped = isSkewed(stage.database(), seed % 3 == 1 ? 0 : hour);
            courier.repeatSome();
            if (hour < 0) {
                stage.kapso().awaitRequests(KapsoCourier.CUSTOMERS * KapsoCourier.LETTERS_EACH, Duration.ofSeconds(3));
                skewed.reset();
            }
            var found = stage.settled(courier).with(1, jumped);
            skewed.reset();
            return found;
        }
    }

    private static boolean isSkewed(Cluster.Database database, long seconds) throws SQLException {
        var there = database.number("select extract(epoch from clock_timestamp())::bigint");
        return Math.abs(there - System.currentTimeMillis() / 1000 - seconds) < 60;
    }

    /** Seconds that a process's clock is ahead, in a file that it has mapped. */
    private record Skew(Path file) {
        Skew {
            set(file, 0);
        }

        Map<String, String> environment(Path library) {
            return Map.of("LD_PRELOAD", library.toString(), FILE, file.toString());
        }

        void set(long seconds) {
            set(file, seconds);
        }

        private static void set(Path file, long seconds) {
            var bytes = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(seconds)
                    .flip();
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(bytes, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SkewedStage extends Stage {
        private final Bench own;
        private final Path folder;
        private final Skew ofNode;
        private final Skew ofDatabase;

        SkewedStage(Bench own, Path folder, Skew ofNode, Skew ofDatabase) throws IOException, SQLException {
            super(own);
            this.own = own;
            this.folder = folder;
            this.ofNode = ofNode;
            this.ofDatabase = ofDatabase;
        }

        void reset() {
            ofNode.set(0);
            ofDatabase.set(0);
        }

        @Override
        public void close() throws SQLException {
            reset();
            super.close();
            own.close();
            try {
                PathUtils.deleteDirectory(folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
