package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.bootstrap.config.CompilerChoice;
import cl.fizko.chat.bootstrap.jvm.QuickCompiler;
import cl.fizko.chat.bootstrap.wiring.RunningApp;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: runs the app until it is asked to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the app: webhooks, agents, sending. Ctrl-C or SIGTERM finishes what is at work and exits 0.",
        footer = {
            "%nExample, an embedded PostgreSQL under ./data and a sandbox provider, with no configuration:",
            "  fizko-chat serve",
            "%nExample, with an account at Kapso:",
            "  KAPSO_API_TOKEN=… WHATSAPP_WEBHOOK_SECRET=… fizko-chat serve"
        })
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--json",
            description = "Prints one line of JSON once it listens: the port, and what it would have said.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var app = RunningApp.start(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "shutdown"));
        if (app.settings().compiler() == CompilerChoice.QUICK) {
            QuickCompiler.askSoon();
        }
        var out = spec.commandLine().getOut();
        if (json) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("http_port", app.port());
            fields.put("announcement", app.announcement());
            out.println(Json.line(fields));
        } else {
            app.announcement().forEach(out::println);
        }
        new CountDownLatch(1).await(); // the shutdown hook ends the process
        return 0;
    }

    /** A JVM that a signal ends exits with that signal's code, however well it stopped; so the hook says how it went. */
    private static void stop(RunningApp app) {
        var exitCode = 0;
        try {
            app.close();
        } catch (RuntimeException e) {
            log.error("the app did not stop cleanly; the next start settles what it left", Fault.withoutMessages(e));
            exitCode = 1;
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
