package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.bootstrap.wiring.Installation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code health}: asks the running app how it is. For containers, which have no curl. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks the app that runs on HTTP_HOST and HTTP_PORT how it is.",
        footer = {
            "%nExit code: 0 if it is well, 1 if not or if nobody answers within five seconds.",
            "%nExamples:",
            "  fizko-chat health",
            "  fizko-chat health --live"
        })
final class HealthCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--live",
            description = "Asks /health/live, about the process alone, and not /health/ready, about its database too.")
    private boolean live;

    @Option(names = "--json", description = "Prints the app's own answer, and not a word.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** The JDK's old client starts in half the time of the new one. */
    @Override
    public Integer call() {
        var settings = Installation.settings(System.getenv());
        var address = URI.create("http://%s:%d/health/%s"
                .formatted(local(settings.httpHost()), settings.httpPort(), live ? "live" : "ready"));
        try {
            var asked = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            asked.setConnectTimeout((int) PATIENCE.toMillis());
            asked.setReadTimeout((int) PATIENCE.toMillis());
            var isWell = asked.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (var body = isWell ? asked.getInputStream() : asked.getErrorStream()) {
                var answer = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                spec.commandLine().getOut().println(json || !isWell ? answer : "well");
            }
            return isWell ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException e) {
            throw new CliException("no app answers at " + address);
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    /** Where an app that listens on every address can be reached from here. */
    private static String local(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host;
        };
    }
}
