package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's disk is full for a while: a small tmpfs, which a file fills to the last byte. Where the server ends over it, it is
 * started again once there is room. Needs the right to mount.
 */
record FullDiskTrial() implements Trial {

    private static final String SIZE = "size=450m";
    private static final Duration FULL_AT_MOST = Duration.ofSeconds(6);
    private static final int REFUSALS = 5;

    /** What is left before customers begin to write: some of their messages fit. */
    private static final int ROOM = 200_000;

    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "DISK_FULL";
    }

    @Override
    public String sentence() {
        return "PostgreSQL's disk (a tmpfs) is full to the last byte, then has room again";
    }

    @Override
    public Stage stage(Bench bench) throws IOException, SQLException, InterruptedException {
        var disk = Files.createTempDirectory("reliability-disk");
        command("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString());
        return new SmallDisk(new Bench(disk), disk);
    }

    @Override
    public Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException {
        var random = new Random(seed * 13);
        var ballast = ((SmallDisk) stage).disk.resolve("ballast");
        try (var courier = stage.courier(seed, random)) {
            fill(ballast, random.nextInt(ROOM));
            courier.start();
            stage.kapso().awaitRequests(random.nextInt(3), FULL_AT_MOST);
            fill(ballast.resolveSibling("ballast2"), 0);
            var until = System.nanoTime() + FULL_AT_MOST.toNanos();
            while (courier.refused() < REFUSALS && System.nanoTime() < until && !courier.isDone()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            Files.delete(ballast);
            Files.delete(ballast.resolveSibling("ballast2"));
            stage.cluster().startIfDown();
            courier.repeatSome();
            return stage.settled(courier).with(1, courier.refused() > 0);
        }
    }

    /** Leaves that many bytes, and takes what a block is too long for, too. */
    private static void fill(Path ballast, int room) throws IOException {
        var left = Files.getFileStore(ballast.resolveSibling(".")).getUsableSpace() - room;
        var block = new byte[BLOCK];
        try (var out = Files.newOutputStream(ballast, StandardOpenOption.CREATE_NEW)) {
            for (; left > 0; left -= BLOCK) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    private static void command(String... line) throws IOException, InterruptedException {
        if (new ProcessBuilder(line).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", line) + " failed");
        }
    }

    /** A stage whose database is on the disk. */
    private static final class SmallDisk extends Stage {
        private final Bench own;
        private final Path disk;

        SmallDisk(Bench own, Path disk) throws IOException, SQLException {
            super(own);
            this.own = own;
            this.disk = disk;
        }

        @Override
        public void close() throws SQLException {
            super.close();
            own.close();
            try {
                command("umount", "-l", disk.toString());
                Files.delete(disk);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
