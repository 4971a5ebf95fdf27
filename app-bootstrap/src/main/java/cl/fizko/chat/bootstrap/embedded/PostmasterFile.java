package cl.fizko.chat.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a running server says of itself in its {@code postmaster.pid}: line 1 its process, line 2 its data, line 4 its port,
 * line 8 whether it takes connections (PostgreSQL, {@code src/include/utils/pidfile.h}). The file outlives a server that was
 * killed.
 */
record PostmasterFile(Path file, long pid, String data, int port, boolean ready) {

    private static final String NAME = "postmaster.pid";

    /** The file of that database cluster; empty when there is none or it is being written. */
    static Optional<PostmasterFile> of(Path cluster) throws IOException {
        var file = cluster.resolve(NAME);
        try {
            var lines = Files.readAllLines(file);
            if (lines.size() < 4) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    file,
                    Long.parseLong(lines.get(0).strip()),
                    lines.get(1),
                    Integer.parseInt(lines.get(3).strip()),
                    lines.size() >= 8 && lines.get(7).strip().equals("ready")));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The server that wrote the file, if it still runs: its number may have gone to a stranger since. */
    Optional<ProcessHandle> server() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .filter(this::isOurs);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Dead, and only kept in the list of processes because nobody has asked how it ended; PostgreSQL takes it for alive. */
    private boolean isZombie() {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.startsWith(" Z", status.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // not Linux, or gone
        }
    }

    private boolean isOurs(ProcessHandle process) {
        var program = process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString());
        if (program.isEmpty()) {
            return true; // hidden from us: PostgreSQL decides
        }
        var isPostgres = program.get().equals("postgres") || program.get().equals("postgres.exe");
        var arguments = process.info().arguments();
        return isPostgres
                && (arguments.isEmpty() || Arrays.stream(arguments.get()).anyMatch(data::equals));
    }
}
