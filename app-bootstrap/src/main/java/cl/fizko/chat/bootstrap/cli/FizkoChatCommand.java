package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabaseException;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import java.io.PrintWriter;
import java.util.Arrays;
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
            CreateConfigCommand.class
        })
public final class FizkoChatCommand implements Runnable {

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
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /**
     * {@code setup-whatsapp-templates --company-id=1} and {@code setup_whatsapp_templates --company_id=1} are the same: names are
     * declared with underscores, and hyphens inside a name are turned into them. Values are left as they are.
     */
    static String[] withUnderscores(String... args) {
        var rewritten = Arrays.copyOf(args, args.length);
        for (var i = 0; i < args.length; i++) {
            var arg = args[i];
            if (arg.startsWith("--")) {
                var end = arg.indexOf('=') < 0 ? arg.length() : arg.indexOf('=');
                rewritten[i] = "--" + arg.substring(2, end).replace('-', '_') + arg.substring(end);
            } else if (i == 0 && !arg.startsWith("-")) {
                rewritten[i] = arg.replace('-', '_');
            }
        }
        return rewritten;
    }

    /** Expected failures are told in one line; a bug keeps its stack trace, in the log. */
    private static int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof AlreadyExistsException duplicate) {
            err.println(command.getColorScheme().errorText("--" + duplicate.field() + ": " + duplicate.getMessage()));
        } else if (isExpected(failure)) {
            err.println(command.getColorScheme().errorText(failure.getMessage()));
        } else {
            err.println(command.getColorScheme()
                    .errorText("failed: " + failure.getMessage() + " (details are in the log above)"));
            LoggerFactory.getLogger(FizkoChatCommand.class).error("{} failed", command.getCommandName(), failure);
        }
        err.flush();
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** Failures whose message tells the operator what is wrong and what to do. */
    private static boolean isExpected(Exception failure) {
        return failure instanceof CliException
                || failure instanceof IllegalArgumentException
                || failure instanceof EmbeddedDatabaseException
                || failure instanceof IllegalStateException;
    }
}
