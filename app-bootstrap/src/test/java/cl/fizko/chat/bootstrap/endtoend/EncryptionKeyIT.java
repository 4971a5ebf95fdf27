package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as an operator handles them. Nothing that a command says holds a key, a token or a webhook secret. */
class EncryptionKeyIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = key("marker-old-key-0123456789abcdef!");
    private static final String NEW = key("marker-new-key-0123456789abcdef!");
    private static final String TOKEN = "marker-token-7c1e";
    private static final String SECRET = "marker-webhook-secret-93ab";

    @TempDir
    private Path dataDir;

    private final StringBuilder said = new StringBuilder();

    private static String key(String of32) {
        return Base64.getEncoder().encodeToString(of32.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aKey_isChangedInThreeSteps_besideARunningApp() throws Exception {
        connectANumber(OLD);
        try (var serve = ServeProcess.start(environment(NEW + "," + OLD))) {
            assertThat(run(NEW + "," + OLD, "rotate-encryption-key", "--dry-run"))
                    .isZero();
            assertThat(said).contains("2 secrets would be encrypted");
            assertThat(run(NEW + "," + OLD, "rotate_encryption_key", "--json")).isZero();
            assertThat(serve.terminate()).isZero();
        }
        var told = JSON.readTree(said.substring(said.indexOf("{\n  \"dry_run\"")));
        assertThat(told.path("encrypted").asInt()).isEqualTo(2);
        assertThat(told.path("other_keys_can_be_dropped").asBoolean()).isTrue();

        assertThat(run(NEW, "agents", "list", "--company_id=2")).isZero();
        assertThat(run(OLD, "agents", "list", "--company_id=2")).isEqualTo(2);
    }

    @Test
    void aWrongKey_isRefusedNamingTheVariable() throws Exception {
        connectANumber(OLD);
        said.setLength(0);
        assertThat(run(NEW, "serve")).isEqualTo(2);
        assertThat(said).contains("CHAT_ENCRYPTION_KEY").contains("lacks key").doesNotContain("\tat ");
    }

    @AfterEach
    void nothingSecretWasSaid() {
        assertThat(said)
                .isNotEmpty()
                .doesNotContain(OLD, NEW, TOKEN, SECRET)
                .doesNotContain("marker-old-key", "marker-new-key");
    }

    private void connectANumber(String keys) throws Exception {
        assertThat(run(keys, "create_company", "--name", "Contadores del Sur", "--rut", "76.000.000-0"))
                .isZero();
        assertThat(run(
                        keys,
                        "create_config",
                        "--company_id=2",
                        "--provider=kapso",
                        "--phone_number_id=109900000000002",
                        "--phone_number=+56955500002",
                        "--api_token=" + TOKEN,
                        "--webhook_secret=" + SECRET))
                .isZero();
    }

    private Map<String, String> environment(String keys) {
        return Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0", "CHAT_ENCRYPTION_KEY", keys);
    }

    private int run(String keys, String... args) throws IOException, InterruptedException {
        var err = Files.createTempFile(dataDir, "err", ".txt");
        var process = ServeProcess.command(environment(keys), args)
                .redirectError(err.toFile())
                .start();
        said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        var exitCode = process.waitFor();
        said.append(Files.readString(err));
        return exitCode;
    }
}
