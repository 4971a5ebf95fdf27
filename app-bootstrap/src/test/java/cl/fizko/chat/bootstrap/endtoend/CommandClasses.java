package cl.fizko.chat.bootstrap.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;

/**
 * The archive of loaded classes with which the packaged program starts in half the time, made once for all tests of a build. Where
 * it cannot be made, or does not fit, the program starts without it.
 */
final class CommandClasses {

    private static final Optional<Path> ARCHIVE = make();

    private CommandClasses() {}

    /** What the JVM is told to use it; nothing if there is none. */
    static List<String> options() {
        return ARCHIVE.map(archive -> List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive))
                .orElse(List.of());
    }

    /** Without the archive all goes on, only slower. */
    private static final int PATIENCE_SECONDS = 120;

    /** A command that opens the database loads what most of them need. */
    private static Optional<Path> make() {
        try {
            var folder = Files.createTempDirectory("command-classes");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "command-classes"));
            var archive = folder.resolve("classes.jsa");
            var environment = Map.of("DATA_DIR", folder.resolve("data").toString(), "HTTP_PORT", "0");
            var dump = List.of("-XX:ArchiveClassesAtExit=" + archive);
            var process = ServeProcess.command(dump, environment, "agents", "list", "--company_id=1")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(archive).filter(made -> process.exitValue() == 0 && Files.exists(made));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void delete(Path folder) {
        try {
            PathUtils.deleteDirectory(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
