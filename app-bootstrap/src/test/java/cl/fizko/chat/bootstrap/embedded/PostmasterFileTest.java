package cl.fizko.chat.bootstrap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

    @TempDir
    private Path cluster;

    @Test
    void of_runningServer_readsPortAndState() throws IOException {
        write("4711\n/srv/data\n1795406076\n46381\n\n127.0.0.1\n  12345  67\nready   \n");
        assertThat(PostmasterFile.of(cluster)).hasValueSatisfying(file -> {
            assertThat(file.pid()).isEqualTo(4711);
            assertThat(file.data()).isEqualTo("/srv/data");
            assertThat(file.port()).isEqualTo(46381);
            assertThat(file.ready()).isTrue();
        });
    }

    @Test
    void of_startingServer_isNotReady() throws IOException {
        write("4711\n/srv/data\n1795406076\n46381\n\n127.0.0.1\n  12345  67\nstarting\n");
        assertThat(PostmasterFile.of(cluster))
                .hasValueSatisfying(file -> assertThat(file.ready()).isFalse());
    }

    @Test
    void of_halfWritten_isNothing() throws IOException {
        write("4711\n/srv/da");
        assertThat(PostmasterFile.of(cluster)).isEmpty();
        write("");
        assertThat(PostmasterFile.of(cluster)).isEmpty();
    }

    @Test
    void of_noFile_isNothing() throws IOException {
        assertThat(PostmasterFile.of(cluster)).isEmpty();
    }

    @Test
    void server_numberWentToAnotherProgram_isNothing() throws IOException {
        write(ProcessHandle.current().pid() + "\n/srv/data\n1795406076\n46381\n");
        assertThat(PostmasterFile.of(cluster))
                .hasValueSatisfying(file -> assertThat(file.server()).isEmpty());
    }

    private void write(String text) throws IOException {
        Files.writeString(cluster.resolve("postmaster.pid"), text);
    }
}
