package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.decision.ExplainDecision;
import cl.fizko.chat.application.decision.Repetition;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why}: the decision record of an auto-reply. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Shows why a message got the reply it got, or none.",
        footer = {
            "%nExit code: 1 if the message is not known or not decided yet, or if --again decides otherwise.",
            "%nExamples:",
            "  fizko-chat why 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11",
            "  fizko-chat why wamid.HBgLNTY5NTU1MDAxMDEVAgASGBQzQQ== --again"
        })
final class WhyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MESSAGE_ID",
            description = "The customer's message or its reply: our id, or the provider's.")
    private String messageId = "";

    @Option(
            names = "--again",
            description =
                    "Decides again, as of then, by today's rules and settings, and compares. Sends and stores nothing.")
    private boolean again;

    @Option(names = "--show_text", description = "Shows the customer's words and ours too: personal data.")
    private boolean showText;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var explain = installation.get(ExplainDecision.class);
            var record = explain.find(messageId)
                    .orElseThrow(() -> new CliException("no decision is known about a message " + messageId));
            var repetition = again ? Optional.of(explain.again(record)) : Optional.<Repetition>empty();
            if (json) {
                out.println(Json.indented(new DecisionFields(showText).of(record, repetition)));
            } else {
                new DecisionText(out, showText).print(record, repetition);
            }
            return repetition.orElse(null) instanceof Repetition.Different ? ExitCode.SOFTWARE : ExitCode.OK;
        } finally {
            out.flush();
        }
    }
}
