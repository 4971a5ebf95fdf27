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

/** The program that the README shows compiles and runs against the domain's jar and nothing else. */
class EmbeddingIT {

    private static final Pattern PROGRAM =
            Pattern.compile("```java\\R(.*?public class Embedded .*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void readmesProgram_withTheDomainsJarAlone_answers() throws Exception {
        var jar = Path.of(System.getProperty("domain.jar"));
        assertThat(jar).isRegularFile();
        var source = Files.writeString(folder.resolve("Embedded.java"), readmesProgram());
        compile(jar, source);

        var answer = run(jar);
        assertThat(answer).startsWith("tax_reminder ").contains("F29");
    }

    private static String readmesProgram() throws IOException {
        var readme = Files.readString(Path.of(System.getProperty("readme")));
        var program = PROGRAM.matcher(readme);
        assertThat(program.find())
                .as("the README shows a program named Embedded")
                .isTrue();
        assertThat(program.group(1).lines().count()).isLessThanOrEqualTo(12);
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

    private String run(Path jar) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = jar + System.getProperty("path.separator") + folder;
        var process = new ProcessBuilder(List.of(java, "-Dstdout.encoding=UTF-8", "-cp", classPath, "Embedded"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
