package cl.fizko.chat.bootstrap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {

    @Test
    void describe_diskFull_saysSo() {
        assertThat(FileTrouble.describe(new IOException("No space left on device")))
                .isEqualTo("the disk is full");
    }

    @Test
    void describe_noPermission_namesTheFile() {
        assertThat(FileTrouble.describe(new AccessDeniedException("/srv/data")))
                .isEqualTo("no permission for /srv/data");
    }

    @Test
    void describe_readOnly_saysSo() {
        assertThat(FileTrouble.describe(new FileSystemException("/srv/data", null, "Read-only file system")))
                .isEqualTo("the file system is read-only");
    }

    @Test
    void describe_anythingElse_quotesTheSystem() {
        assertThat(FileTrouble.describe(new FileSystemException("/srv/data", null, "Stale file handle")))
                .isEqualTo("the file system refuses: /srv/data: Stale file handle");
    }

    @Test
    void inText_initdbAsRoot_saysWhatToDo() {
        assertThat(FileTrouble.inText("initdb: error: cannot be run as root\ninitdb: hint: Please log in"))
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("DATABASE_URL"));
    }

    @Test
    void inText_innocent_isNothing() {
        assertThat(FileTrouble.inText("waiting for server to start....")).isEmpty();
    }
}
