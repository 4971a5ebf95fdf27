package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as an operator uses it, with no configuration but a folder and a port. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dataDir;

    private record Result(int exitCode, String out, String err) {}

    @Test
    void withoutASubcommand_printsTheHelp() throws Exception {
        var result = run(Map.of());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("serve").contains("simulate").contains("test_responses");
    }

    @Test
    void unknownCommand_isWrongUsage() throws Exception {
        assertThat(run(Map.of(), "sirve").exitCode()).isEqualTo(2);
    }

    @Test
    void testResponses_needsNoDatabase_andIsDeterministic() throws Exception {
        var nowhere = Map.of("DATA_DIR", dataDir.resolve("never").toString());
        var result = run(nowhere, "test_responses", "cuando vence el f29?", "--now", "2026-11-22T12:00", "--json");
        assertThat(result.exitCode()).isZero();
        var answer = JSON.readTree(result.out());
        assertThat(answer.path("agent_name").asText()).isEqualTo("tax_reminder");
        assertThat(answer.path("content").asText())
                .contains("21 de diciembre de 2026")
                .contains("14 de diciembre de 2026");
        assertThat(answer.path("candidates")).hasSize(11);
        assertThat(dataDir.resolve("never")).doesNotExist();
    }

    @Test
    void testResponses_ofAFile_answersEveryLineAndCompares() throws Exception {
        var file = Files.writeString(dataDir.resolve("messages.tsv"), """
                a1\tcuando vence el f29?\ttax_reminder
                a2\thola\tgreeting|fallback
                a3\tlinea uno\\nlinea dos
                """);
        var result = run(Map.of(), "test-responses", "--file", file.toString(), "--now", "2026-11-22T12:00");
        assertThat(result.exitCode()).isZero();
        var lines = result.out().strip().split("\n");
        assertThat(lines).hasSize(3);
        assertThat(JSON.readTree(lines[0]).path("id").asText()).isEqualTo("a1");
        assertThat(JSON.readTree(lines[2]).path("text").asText()).isEqualTo("linea uno\nlinea dos");
        assertThat(result.err()).contains("of 2 right");
    }

    @Test
    void badNow_isWrongUsageAndSaysWhatWouldBeRight() throws Exception {
        var result = run(Map.of(), "test_responses", "hola", "--now", "ayer");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("2026-11-22T12:00").doesNotContain("\tat ");
    }

    @Test
    void aMisspeltVariable_stopsTheStartNamingIt() throws Exception {
        var result = run(Map.of("DATA_DIR", dataDir.toString(), "KAPSO_API_TOKE", "x"), "serve");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("KAPSO_API_TOKE")
                .contains("KAPSO_API_TOKEN")
                .doesNotContain("\tat ");
    }

    @Test
    void companiesAndConfigs_areMadeOnce_besideARunningApp_whichThenServesThem() throws Exception {
        var environment = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0");
        try (var serve = ServeProcess.start(environment)) {
            var beside = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(serve.port()));

            var reply = run(beside, "simulate", "hola, ¿cuándo vence el F29?");
            assertThat(reply.exitCode()).isZero();
            assertThat(reply.out()).contains("F29").contains("tax_reminder");

            var company = json(run(beside, "create_company", "--name", "Contadores del Sur", "--rut", "76.000.000-0"));
            assertThat(company.path("id").asLong()).isEqualTo(2);
            var again = run(beside, "create_company", "--name", "Otros", "--rut", "76000000-0");
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.err()).contains("rut").doesNotContain("\tat ");
            assertThat(run(beside, "create_company", "--name", "Otros", "--rut", "11.111.111-2")
                            .exitCode())
                    .isEqualTo(2);

            var config = json(run(
                    beside,
                    "create-config",
                    "--company-id=2",
                    "--provider=kapso",
                    "--phone-number-id=109900000000002",
                    "--phone-number=+56 9 5550 0002",
                    "--f29-due-day=12",
                    "--webhook-secret=una clave larga"));
            var dueOnThe12th = run(
                    beside,
                    "simulate",
                    "cuando vence el f29",
                    "--config",
                    config.path("id").asText(),
                    "--from",
                    "+56955500777");
            assertThat(dueOnThe12th.exitCode()).isZero();
            assertThat(dueOnThe12th.out()).contains("tax_reminder");

            var forTheCompany =
                    run(beside, "test_responses", "cuando vence el f29?", "--company_id=2", "--now=2026-11-22T12:00");
            assertThat(forTheCompany.out()).contains("14 de diciembre de 2026").doesNotContain("21 de diciembre");

            assertThat(serve.terminate()).isZero();
        }
    }

    @Test
    void apiKeys_besideARunningApp_openItAtOnce_andNoMoreWhenTheyAreRevoked() throws Exception {
        try (var serve = ServeProcess.start(Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0"))) {
            var beside = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(serve.port()));

            var made = json(run(beside, "create-api-key", "--company-id=1", "--role", "viewer", "--name", "mesón"));
            var key = made.path("api_key").asText();
            assertThat(key).matches("fizko_[A-Za-z0-9_-]{43}");
            assertThat(made.path("role").asText()).isEqualTo("viewer");
            assertThat(status(serve.port(), key)).isEqualTo(200);
            var platform = json(run(beside, "create_api_key", "--platform"));
            assertThat(platform.path("company_id").isNull()).isTrue();
            assertThat(platform.path("role").asText()).isEqualTo("admin");

            var listed = run(beside, "list_api_keys", "--company_id", "1", "--json");
            assertThat(listed.out().strip().lines()).hasSize(1);
            assertThat(json(listed).path("id").asText())
                    .isEqualTo(made.path("id").asText());
            assertThat(json(listed).path("last_used_at").isNull()).isFalse();
            assertThat(run(beside, "list_api_keys").out())
                    .contains(made.path("id").asText(), platform.path("id").asText(), "mesón")
                    .doesNotContain(key);

            var revoked = json(run(beside, "revoke_api_key", made.path("id").asText()));
            assertThat(revoked.path("revoked_at").isNull()).isFalse();
            var patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (status(serve.port(), key) != 401) {
                assertThat(System.nanoTime()).as("still open").isLessThan(patience);
                TimeUnit.MILLISECONDS.sleep(50);
            }

            assertThat(run(beside, "revoke_api_key", UUID.randomUUID().toString())
                            .exitCode())
                    .isEqualTo(1);
            var nobody = run(beside, "create_api_key", "--company_id", "99", "--role", "admin");
            assertThat(nobody.exitCode()).isEqualTo(2);
            assertThat(nobody.err()).contains("--company_id is not known").doesNotContain("\tat ");
            assertThat(run(beside, "list_api_keys", "--company_id", "99").exitCode())
                    .isEqualTo(2);
            assertThat(run(beside, "create_api_key", "--platform", "--role", "agent")
                            .err())
                    .contains("--role must be admin");
            assertThat(serve.terminate()).isZero();
        }
        for (var wrong : List.of(
                List.of("create_api_key", "--role", "admin"),
                List.of("create_api_key", "--company_id=1"),
                List.of("create_api_key", "--company_id=1", "--role=boss"),
                List.of("create_api_key", "--company_id=1", "--platform", "--role=admin"),
                List.of("revoke_api_key", "7"))) {
            assertThat(run(Map.of("DATA_DIR", dataDir.resolve("never").toString()), wrong.toArray(String[]::new))
                            .exitCode())
                    .as(wrong.toString())
                    .isEqualTo(2);
        }
        assertThat(dataDir.resolve("never")).doesNotExist();
    }

    private static int status(int port, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chat/configs/"))
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aPerson_isExported_erased_andImported_besideARunningApp() throws Exception {
        try (var serve = ServeProcess.start(Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0"))) {
            var beside = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(serve.port()));
            run(beside, "simulate", "hola", "--from", "+56955500888");
            var kept = run(beside, "cleanup-whatsapp-data", "--days=90", "--json");
            assertThat(kept.exitCode()).as(kept.err()).isZero();
            assertThat(json(kept).path("deleted").path("messages").asLong(-1)).isZero();
            assertThat(run(beside, "cleanup_whatsapp_data", "--days=0").exitCode())
                    .isEqualTo(2);

            var out = dataDir.resolve("ana.json").toString();
            assertThat(run(beside, "export_contact", "--phone=+56 9 5550 0888", "--out", out)
                            .exitCode())
                    .isZero();
            var dry = run(beside, "erase_contact", "--phone=+56955500888", "--dry-run");
            assertThat(json(dry).get(0).path("would_erase").path("messages").asLong())
                    .isEqualTo(2);
            var erased = json(run(beside, "erase_contact", "--phone=+56955500888", "--json"));
            assertThat(erased.get(0).path("erased").path("messages").asLong()).isEqualTo(2);
            assertThat(erased.toString()).doesNotContain("955500888");

            var refused = run(beside, "import_contact", "--in", out);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("--even_if_erased").doesNotContain("\tat ");
            var imported = json(run(beside, "import_contact", "--in", out, "--even_if_erased", "--json"));
            assertThat(imported.path("imported").path("messages").asLong()).isEqualTo(2);
            assertThat(run(beside, "export_contact", "--phone=+56955500888", "--out", out)
                            .exitCode())
                    .isEqualTo(2); // it is there already
            assertThat(run(beside, "erase_contact", "--phone=+56955500999").exitCode())
                    .isEqualTo(1);
            assertThat(run(beside, "erase_contact").exitCode()).isEqualTo(2);
        }
    }

    @Test
    void whyAndAgents_besideARunningApp() throws Exception {
        try (var serve = ServeProcess.start(Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "0"))) {
            var beside = Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(serve.port()));
            var reply = json(run(beside, "simulate", "cuando vence el f29", "--json"));
            var id = reply.path("message_id").asText();

            var why = run(beside, "why", id, "--again");
            assertThat(why.exitCode()).as(why.err()).isZero();
            assertThat(why.out())
                    .contains("answered by tax_reminder")
                    .contains("America/Santiago")
                    .contains("fact ")
                    .contains("again       same")
                    .doesNotContain("cuando vence el f29");
            var asJson = json(run(beside, "why", id, "--json", "--show-text"));
            assertThat(asJson.path("agent_name").asText()).isEqualTo("tax_reminder");
            assertThat(asJson.path("message").path("content").asText()).isEqualTo("cuando vence el f29");
            var wamid = asJson.path("message").path("external_id").asText();
            assertThat(run(beside, "why", wamid).out()).contains(id);

            var unknown = run(beside, "why", "wamid.unknown");
            assertThat(unknown.exitCode()).isEqualTo(1);
            // A newer JVM warns of what Guice does, before our own line.
            assertThat(unknown.err().strip().lines().filter(line -> !line.startsWith("WARNING: ")))
                    .hasSize(1);
            assertThat(unknown.err()).contains("wamid.unknown");

            var off = json(run(beside, "agents", "disable", "tax_reminder", "--company_id=1", "--json"));
            assertThat(off.path("agents").get(0).path("enabled").asBoolean()).isFalse();
            assertThat(run(beside, "agents", "list", "--company-id", "1").out())
                    .containsPattern("tax_reminder +off")
                    .containsPattern("fallback +on \\(always\\)");
            var refused = run(beside, "agents", "disable", "fallback", "--company_id=1");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("tax_reminder, ").doesNotContain("\tat ");
            var next = json(run(beside, "test_responses", "cuando vence el f29", "--company_id=1", "--json"));
            assertThat(next.path("agent_name").asText()).isNotEqualTo("tax_reminder");
            assertThat(run(beside, "why", id, "--again").exitCode())
                    .as("decided by today's settings")
                    .isEqualTo(1);

            assertThat(run(beside, "agents", "enable", "tax_reminder", "--company_id=1")
                            .exitCode())
                    .isZero();
            assertThat(run(beside, "why", id, "--again").exitCode()).isZero();
            assertThat(serve.terminate()).isZero();
        }
    }

    @Test
    void aPortThatIsTaken_isToldInOneLineNamingTheVariable() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var result = run(
                    Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(taken.getLocalPort())), "serve");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("HTTP_PORT").doesNotContain("\tat ");
        }
    }

    @Test
    void aDatabaseThatIsAway_isToldInOneLineNamingTheVariable() throws Exception {
        var environment = Map.of(
                "DATA_DIR", dataDir.toString(),
                "DATABASE_URL", "postgres://chat:secreto@127.0.0.1:1/chat",
                "WHATSAPP_WEBHOOK_SECRET", "s",
                "CHAT_ENCRYPTION_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        var result = run(environment, "create_company", "--name", "Nadie", "--rut", "76.000.000-0");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("DATABASE_URL")
                .doesNotContain("\tat ")
                .doesNotContain("secreto");
    }

    @Test
    void simulate_withNoAppRunning_saysHowToStartOne() throws Exception {
        var result = run(Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", "1"), "simulate", "hola");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("serve").doesNotContain("\tat ");
    }

    private static JsonNode json(Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    private Result run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        var err = Files.createTempFile(dataDir, "err", ".txt");
        var process = ServeProcess.command(environment, args)
                .redirectError(err.toFile())
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var exitCode = process.waitFor();
        return new Result(exitCode, out, Files.readString(err));
    }
}
