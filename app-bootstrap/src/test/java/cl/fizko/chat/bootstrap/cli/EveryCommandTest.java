package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** What every command has in common, so that who knows one knows all. A new one is found by itself. */
class EveryCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Every command that does something, as it is typed: {@code agents list}. */
    static List<List<String>> commands() {
        var found = new ArrayList<List<String>>();
        collect(FizkoChatCommand.commandLine(), List.of(), found);
        return found;
    }

    /** The same and those that only have commands below them. */
    static List<List<String>> commandsAndGroups() {
        return Stream.concat(
                        commands().stream(),
                        commands().stream()
                                .filter(path -> path.size() > 1)
                                .map(path -> path.subList(0, 1))
                                .distinct())
                .toList();
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> found) {
        if (line.getSubcommands().isEmpty()) {
            found.add(path);
        }
        line.getSubcommands().forEach((name, below) -> {
            var deeper = new ArrayList<>(path);
            deeper.add(name);
            collect(below, List.copyOf(deeper), found);
        });
    }

    @ParameterizedTest
    @MethodSource("commandsAndGroups")
    void help_saysWhatItDoes_withAnExampleThatBeginsWithTheCommand(List<String> path) {
        assertThat(execute(path, "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("Usage: fizko-chat " + String.join(" ", path))
                .containsPattern("(?m)^Examples?[:,]");
        var examples = out.toString().substring(out.toString().lastIndexOf("\nExample"));
        assertThat(examples).contains("fizko-chat " + String.join(" ", path));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void json_isTakenByAll(List<String> path) {
        assertThat(spec(path).optionsMap()).containsKey("--json");
        assertThat(spec(path).findOption("--json").arity().max()).isZero();
    }

    @ParameterizedTest
    @MethodSource("commandsAndGroups")
    void whatIsWrong_isWrongUsage_andNothingIsDone(List<String> path) {
        assertThat(execute(path, "--no_such_option")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @MethodSource("commandsAndGroups")
    void hyphensAndUnderscores_areTheSame(List<String> path) {
        assertThat(path).allMatch(name -> name.matches("[a-z0-9]+(_[a-z0-9]+)*"));
        var hyphens = path.stream().map(name -> name.replace('_', '-')).toList();
        assertThat(execute(hyphens, "--help")).isEqualTo(ExitCode.OK);
        for (var option : spec(path).optionsMap().keySet()) {
            if (option.startsWith("--")) {
                assertThat(option).matches("--[a-z0-9]+(_[a-z0-9]+)*");
                assertThat(FizkoChatCommand.withUnderscores(
                                "--" + option.substring(2).replace('_', '-') + "=a-b"))
                        .containsExactly(option + "=a-b");
            }
        }
    }

    private static CommandSpec spec(List<String> path) {
        var line = FizkoChatCommand.commandLine();
        for (var name : path) {
            line = line.getSubcommands().get(name);
        }
        return line.getCommandSpec();
    }

    private int execute(List<String> path, String option) {
        var args = new ArrayList<>(path);
        args.add(option);
        return FizkoChatCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(FizkoChatCommand.withUnderscores(args.toArray(String[]::new)));
    }
}
