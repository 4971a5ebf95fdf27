package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabaseException;
import cl.fizko.chat.bootstrap.wiring.StartException;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The root of the command line. Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to the standard output, everything
 * else to the standard error.
 */
@Command(
        name = "fizko-chat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Answers the WhatsApp messages of an accounting company's clients.",
        subcommands = {
            ServeCommand.class,
            SimulateCommand.class,
            TestResponsesCommand.class,
            CreateCompanyCommand.class,
            CreateConfigCommand.class,
            CreateApiKeyCommand.class,
            ListApiKeysCommand.class,
            RevokeApiKeyCommand.class,
            SetUpTemplatesCommand.class,
            SyncTemplatesCommand.class,
            WebhookEventsCommand.class,
            WhyCommand.class,
            RemindersCommand.class,
            AgentsCommand.class,
            RotateKeyCommand.class,
            HealthCommand.class,
            CleanupCommand.class,
            ExportContactCommand.class,
            ImportContactCommand.class,
            EraseContactCommand.class
        })
public final class FizkoChatCommand implements Runnable {

    private static final Pattern OPTION = Pattern.compile("--([a-z0-9]+(?:[-_][a-z0-9]+)*)((?:=.*)?)", Pattern.DOTALL);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Without a subcommand there is only the help to show. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Runs a command line and returns its exit code. */
    public static int run(String... args) {
        return commandLine().execute(withUnderscores(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FizkoChatCommand())
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /** What customers read has accents, whatever the terminal's locale. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * {@code create-config --company-id=1} and {@code create_config --company_id=1} are the same: names are declared with
     * underscores, and hyphens inside a name are turned into them. After a lone {@code --} nothing is a name.
     */
    static String[] withUnderscores(String... args) {
        var rewritten = Arrays.copyOf(args, args.length);
        for (var i = 0; i < args.length && !args[i].equals("--"); i++) {
            var option = OPTION.matcher(args[i]);
            if (option.matches()) {
                rewritten[i] = "--" + option.group(1).replace('-', '_') + option.group(2);
            } else if (i == 0 && !args[i].startsWith("-")) {
                rewritten[i] = args[i].replace('-', '_');
            }
        }
        return rewritten;
    }

    /** Expected failures are told in one line, whatever else fails with its stack trace in the log. */
    private static int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof AlreadyExistsException duplicate) {
            err.println(command.getColorScheme().errorText("--" + duplicate.field() + ": " + duplicate.getMessage()));
        } else if (failure instanceof InvalidFieldsException invalid) {
            invalid.problems()
                    .forEach(problem -> err.println(
                            command.getColorScheme().errorText("--" + problem.field() + " " + problem.problem())));
        } else if (failure instanceof StoreBusyException) {
            err.println(command.getColorScheme()
                    .errorText("the database cannot do it now; what is done stays: run it again"));
        } else if (isExpected(failure)) {
            err.println(command.getColorScheme().errorText(failure.getMessage()));
        } else {
            LoggerFactory.getLogger(FizkoChatCommand.class)
                    .error("{} failed", command.getCommandName(), Fault.withoutMessages(failure));
            err.println(command.getColorScheme().errorText("failed: the log above says where"));
        }
        err.flush();
        return failure instanceof IllegalArgumentException || failure instanceof InvalidFieldsException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    /** Failures whose message tells the operator what is wrong and what to do. */
    private static boolean isExpected(Exception failure) {
        return failure instanceof CliException
                || failure instanceof IllegalArgumentException
                || failure instanceof EmbeddedDatabaseException
                || failure instanceof StartException;
    }
}
