package cl.fizko.chat.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path dataDir;

    @Test
    void of_embeddedAndNothingSet_areGeneratedOnce() {
        var first = keys(Map.of());
        var second = keys(Map.of());
        assertThat(first.webhookSecretIsGenerated()).isTrue();
        assertThat(first.webhookSecrets()).hasSize(1);
        assertThat(Base64.getDecoder().decode(first.encryptionKey().reveal())).hasSize(32);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void of_anotherFolder_areOtherKeys() {
        var here = keys(Map.of());
        var there = keys(Map.of("DATA_DIR", dataDir.resolve("other").toString()));
        assertThat(there.encryptionKey()).isNotEqualTo(here.encryptionKey());
        assertThat(there.webhookSecrets()).isNotEqualTo(here.webhookSecrets());
    }

    @Test
    void of_embedded_areReadableByTheOwnerOnly() throws IOException {
        keys(Map.of());
        assertThat(permissions("keys")).isEqualTo("rwx------");
        assertThat(permissions("keys/whatsapp_webhook_secret")).isEqualTo("rw-------");
        assertThat(permissions("keys/chat_encryption_key")).isEqualTo("rw-------");
    }

    @Test
    void of_embeddedAndAllSet_areThoseAndNothingIsWritten() {
        var keys = keys(Map.of("WHATSAPP_WEBHOOK_SECRET", "a,b", "CHAT_ENCRYPTION_KEY", KEY));
        assertThat(keys.webhookSecrets()).containsExactly(new Secret("a"), new Secret("b"));
        assertThat(keys.encryptionKey()).isEqualTo(new Secret(KEY));
        assertThat(keys.webhookSecretIsGenerated()).isFalse();
        assertThat(dataDir).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WHATSAPP_WEBHOOK_SECRET", "CHAT_ENCRYPTION_KEY"})
    void of_ownDatabaseAndOneMissing_isRefusedByName(String missing) {
        var environment = new HashMap<>(Map.of(
                "DATABASE_URL", "postgres://db/chat", "WHATSAPP_WEBHOOK_SECRET", "a", "CHAT_ENCRYPTION_KEY", KEY));
        environment.remove(missing);
        assertThatThrownBy(() -> keys(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(missing + " is required");
        assertThat(dataDir).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64", "Y2xhdmU="})
    void of_damagedKey_isRefusedAndNotReplaced(String text) throws IOException {
        keys(Map.of());
        var file = dataDir.resolve("keys/chat_encryption_key");
        Files.writeString(file, text);
        assertThatThrownBy(() -> keys(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DATA_DIR " + dataDir)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent(text);
    }

    @Test
    void of_folderIsAFile_namesDataDir() throws IOException {
        var file = Files.createFile(dataDir.resolve("file"));
        assertThatThrownBy(() -> keys(Map.of("DATA_DIR", file.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DATA_DIR " + file);
    }

    @Test
    void of_manyAtOnce_areTheSame() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var work = new ArrayList<Future<Keys>>();
            for (int i = 0; i < 8; i++) {
                work.add(threads.submit(() -> keys(Map.of())));
            }
            var seen = new HashSet<Keys>();
            for (var done : work) {
                seen.add(done.get());
            }
            assertThat(seen).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void toString_generated_holdsNoSecret() {
        var keys = keys(Map.of());
        assertThat(keys.toString())
                .doesNotContain(
                        keys.encryptionKey().reveal(),
                        keys.webhookSecrets().get(0).reveal());
    }

    private Keys keys(Map<String, String> environment) {
        var all = new HashMap<>(Map.of("DATA_DIR", dataDir.toString()));
        all.putAll(environment);
        return Keys.of(Settings.from(all, Set.of()));
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve(file)));
    }
}
