package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cl.fizko.chat.bootstrap.config.LogFormat;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is deployed by files that no compiler reads: that they name settings, commands, ports and paths which there are. */
class DeployFilesIT {

    private static final Path ROOT = Path.of("..");

    /** Of PostgreSQL's image, and of every process. */
    private static final Set<String> OF_OTHERS = Set.of("POSTGRES_PASSWORD", "PATH", "LANG");

    private final String dockerfile = text("Dockerfile").replaceAll("\\\\\n\\s*", "");
    private final String compose = text("compose.yaml");
    private final String unit = text("deploy/fizko-chat.service");
    private final String example = text("deploy/chat.env.example");

    @Test
    void variables_areSettings() {
        var read = namesThatTheAppReads();
        assertThat(read).contains("HTTP_PORT", "DATABASE_URL", "KAPSO_API_TOKEN");
        for (var named : List.of(variablesOfImage(), variablesOfUnit(), variablesOfExample())) {
            assertThat(named).isNotEmpty();
            assertThat(named.keySet()).allMatch(name -> read.contains(name) || OF_OTHERS.contains(name));
        }
    }

    @Test
    void theImagesSettings_areTaken() {
        var settings = Installation.settings(variablesOfImage());

        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(all(dockerfile, "(?m)^VOLUME (\\S+)$"))
                .containsExactly(settings.dataDir().toString());
        assertThat(all(compose, "(?m)^ +- data:(\\S+)$"))
                .containsExactly(settings.dataDir().toString());
    }

    @Test
    void theUnitsSettings_areTaken() {
        var settings = Installation.settings(variablesOfUnit());

        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib", one(unit, "(?m)^StateDirectory=(\\S+)$")));
        assertThat(one(unit, "(?m)^ReadWritePaths=(\\S+)$"))
                .isEqualTo(settings.dataDir().toString());
    }

    @Test
    void thePort_isTheAppsOwn() {
        var port = Integer.toString(Installation.settings(variablesOfImage()).httpPort());

        assertThat(one(dockerfile, "(?m)^EXPOSE (\\d+)$")).isEqualTo(port);
        assertThat(one(compose, "(?m)^ +- \"127\\.0\\.0\\.1:(\\d+:\\d+)\"$")).isEqualTo(port + ":" + port);
    }

    @Test
    void commands_areKnown() {
        var image = "/opt/fizko-chat/";
        assertThat(unit).contains("\nExecStart=" + image + "fizko-chat serve\n");
        assertThat(dockerfile)
                .contains("\nENTRYPOINT [\"fizko-chat\"]\nCMD [\"serve\"]\n", "ENV PATH=/opt/fizko-chat:");
        assertKnown("serve");
        var health = words(one(dockerfile, "HEALTHCHECK .*CMD \\[(.*)]"));
        assertThat(health).first().isEqualTo("fizko-chat");
        assertKnown(health.subList(1, health.size()).toArray(String[]::new));
    }

    /** What the image takes from the folder that was built, and the unit's head from the same. */
    @Test
    void files_areThereAfterTheBuild() {
        var copied = all(dockerfile, "(?m)^COPY --from=jars (.*) \\S+$").stream()
                .flatMap(sources -> Arrays.stream(sources.split(" ", -1)))
                .map(source -> source.replaceFirst("^/src/", ""))
                .toList();
        assertThat(copied).hasSizeGreaterThanOrEqualTo(4).allSatisfy(DeployFilesIT::assertExists);
        var installed = all(unit, "\\b((?:app-bootstrap/target|deploy)/[\\w./-]+)");
        assertThat(installed).hasSizeGreaterThanOrEqualTo(5).allSatisfy(DeployFilesIT::assertExists);
        for (var script : List.of("fizko-chat", "make-archive", "restore-drill.sh")) {
            assertThat(ROOT.resolve("deploy").resolve(script)).isExecutable();
        }
        assertThat(all(compose, "env_file: (\\S+)")).containsOnly("deploy/chat.env");
        assertThat(example).contains("deploy/chat.env (compose)");
        assertThat(all(unit, "(?m)^EnvironmentFile=(\\S+)$"))
                .allSatisfy(file -> assertThat(example).contains(file + " (systemd)"));
    }

    /** A stop takes seventy seconds at the very most, and nobody kills it before. */
    @Test
    void supervisors_waitForAStop() {
        assertThat(one(unit, "(?m)^TimeoutStopSec=(\\d+)$")).isEqualTo("90");
        assertThat(all(compose, "stop_grace_period: (\\d+)s")).contains("90");
    }

    private Map<String, String> variablesOfImage() {
        return assignments(one(dockerfile, "(?m)^ENV (.*)$"));
    }

    private Map<String, String> variablesOfUnit() {
        return assignments(one(unit, "(?m)^Environment=(.*)$"));
    }

    /** Also those that stand there as a comment, to be uncommented. */
    private Map<String, String> variablesOfExample() {
        return all(example, "(?m)^#?([A-Z][A-Z0-9_]*)=").stream().collect(Collectors.toMap(name -> name, name -> ""));
    }

    private static Set<String> namesThatTheAppReads() {
        var asked = new HashSet<String>();
        Installation.settings(new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                return Set.of();
            }

            @Override
            public String get(Object name) {
                asked.add((String) name);
                return "";
            }
        });
        return asked;
    }

    private static Map<String, String> assignments(String line) {
        var found = new HashMap<String, String>();
        for (var assignment : line.split("\\s+", -1)) {
            var at = assignment.indexOf('=');
            found.put(assignment.substring(0, at), assignment.substring(at + 1));
        }
        return found;
    }

    private static void assertKnown(String... command) {
        assertThatCode(() -> FizkoChatCommand.commandLine().parseArgs(command)).doesNotThrowAnyException();
    }

    private static void assertExists(String path) {
        assertThat(ROOT.resolve(path)).exists();
    }

    private static List<String> words(String quoted) {
        return all(quoted, "\"([^\"]*)\"");
    }

    private static String one(String text, String pattern) {
        var found = all(text, pattern);
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
