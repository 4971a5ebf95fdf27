package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with reminders, beside a running app on the embedded database. */
class ReminderCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dataDir;

    private record Result(int exitCode, String out, String err) {}

    @Test
    void people_areEnrolledPreviewedAndRemoved() throws Exception {
        try (var serve = ServeProcess.start(environment(0))) {
            var beside = environment(serve.port());
            var numbers = Files.writeString(dataDir.resolve("phones.txt"), "+56955500401\n+56955500402\n");
            assertThat(run(beside, "setup_whatsapp_templates", "--company_id=1").exitCode())
                    .isZero();

            assertThat(run(beside, "reminders", "preview", "--date=2027-01-09").out())
                    .contains("nobody is enrolled");
            assertThat(JSON.readTree(run(beside, "reminders", "preview", "--date=2027-01-09", "--json")
                                    .out())
                            .path("enrolled")
                            .asInt(-1))
                    .isZero();

            var enrolled = run(beside, "reminders", "enrol", "@" + numbers, "--company-id=1");
            assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
            assertThat(enrolled.out().lines()).hasSize(2).allMatch(line -> line.endsWith("enrolled"));
            assertThat(enrolled.out()).doesNotContain("5550040").contains("***401");
            assertThat(run(beside, "reminders", "enrol", "+56955500401", "--company_id=1")
                            .out())
                    .contains("was enrolled already");
            assertThat(JSON.readTree(run(beside, "reminders", "list", "--company_id=1", "--json")
                                    .out()
                                    .lines()
                                    .findFirst()
                                    .orElseThrow())
                            .path("phone_number")
                            .asText())
                    .isEqualTo("***402");

            // where no due day is set the 12th counts, which is Tuesday the 12th in January 2027
            var day = JSON.readTree(run(beside, "reminders", "preview", "--date=2027-01-09", "--company_id=1", "--json")
                    .out());
            var reminder = day.path("companies").path(0).path("reminders").path(0);
            assertThat(reminder.path("period").asText()).isEqualTo("2026-12");
            assertThat(reminder.path("due_date").asText()).isEqualTo("2027-01-12");
            assertThat(reminder.path("send_at").asText()).isEqualTo("2027-01-09T10:00-03:00");
            assertThat(reminder.path("text").asText())
                    .contains("diciembre de 2026")
                    .contains("martes 12 de enero de 2027");

            assertThat(run(beside, "reminders", "settings", "--company_id=1", "--days_before=5", "--send_at=09:30")
                            .exitCode())
                    .isZero();
            assertThat(run(beside, "reminders", "preview", "--date=2027-01-20").out())
                    .contains("0 to be reminded, 2 left out")
                    .contains("not due that day")
                    .doesNotContain("nobody");
            assertThat(run(beside, "reminders", "preview", "--date=2027-01-07").out())
                    .contains("2 to be reminded, 0 left out")
                    .contains("***401 at 09:30, period 2026-12, due 2027-01-12");

            assertThat(run(beside, "reminders", "remove", "+56955500401", "--company_id=1", "--dry_run")
                            .out())
                    .contains("would be removed");
            assertThat(run(beside, "reminders", "remove", "+56955500401", "--company_id=1")
                            .exitCode())
                    .isZero();
            var again = run(beside, "reminders", "remove", "+56955500401", "--company_id=1");
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.err()).contains("***401 is not enrolled").doesNotContain("\tat ");

            for (var wrong : new String[][] {
                {"reminders", "enrol", "mañana", "--company_id=1"},
                {"reminders", "enrol", "+56955500401", "--company_id=99"},
                {"reminders", "settings", "--company_id=1", "--send_at=22:00"},
                {"reminders", "settings", "--company_id=1", "--days_before=11"},
                {"reminders", "preview", "--date=soon"}
            }) {
                assertThat(run(beside, wrong).exitCode())
                        .as(String.join(" ", wrong))
                        .isEqualTo(2);
            }
            assertThat(serve.terminate()).isZero();
        }
    }

    private Map<String, String> environment(int port) {
        return Map.of("DATA_DIR", dataDir.toString(), "HTTP_PORT", String.valueOf(port));
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
