package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process asks its virtual machine for quick compilation by itself, soon after it listens. */
@Timeout(120)
class QuickCompilerIT {

    @TempDir
    private Path dataDir;

    @Test
    void serve_asksForIt() throws Exception {
        var environment = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0");
        try (var serve = ServeProcess.start(environment)) {
            while (!directives(serve.pid()).contains("sun/security/provider")) {
                Thread.sleep(100); // each look is a JVM of its own
            }
            assertThat(serve.terminate()).isZero();
        }
    }

    /** What the process's compilers were told, as anybody can ask it from outside. */
    private static String directives(long pid) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asking = new ProcessBuilder(jcmd, Long.toString(pid), "Compiler.directives_print")
                .redirectErrorStream(true)
                .start();
        var said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asking.waitFor()).as(said).isZero();
        return said;
    }
}
