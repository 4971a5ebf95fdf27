package cl.fizko.chat.domain.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that the README shows compile and run against the domain's jar and nothing else. */
class EmbeddingIT {

    @TempDir
    private Path folder;

    @Test
    void readmesProgram_withTheDomainsJarAlone_answers() throws Exception {
        assertThat(output("Embedded", 12)).startsWith("tax_reminder ").contains("F29");
    }

    @Test
    void readmesAgents_oneAddedAndOneReplaced_answer() throws Exception {
        assertThat(output("OwnAgents", 20).lines())
                .containsExactly(
                        "De sueldos sabe María, de 9 a 13 h.", "¡Hola! Somos Contadores del Sur.", "tax_reminder");
    }

    private String output(String name, int lines) throws IOException, InterruptedException {
        var jar = Path.of(System.getProperty("domain.jar"));
        assertThat(jar).isRegularFile();
        compile(jar, Files.writeString(folder.resolve(name + ".java"), readmesProgram(name, lines)));
        return run(jar, name);
    }

    private static String readmesProgram(String name, int lines) throws IOException {
        var readme = Files.readString(Path.of(System.getProperty("readme")));
        var program = Pattern.compile("```java\\R((?:(?!```).)*public class " + name + " .*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(program.find())
                .as("the README shows a program named %s", name)
                .isTrue();
        assertThat(program.group(1).lines().count()).isLessThanOrEqualTo(lines);
        return program.group(1);
    }

    private void compile(Path jar, Path source) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var exitCode = javac.run(
                null,
                null,
                null,
                "-encoding",
                "UTF-8",
                "-Werror",
                "-Xlint:all",
                "-cp",
                jar.toString(),
                "-d",
                folder.toString(),
                source.toString());
        assertThat(exitCode).isZero();
    }

    private String run(Path jar, String name) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = jar + System.getProperty("path.separator") + folder;
        var process = new ProcessBuilder(List.of(java, "-Dstdout.encoding=UTF-8", "-cp", classPath, name))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
