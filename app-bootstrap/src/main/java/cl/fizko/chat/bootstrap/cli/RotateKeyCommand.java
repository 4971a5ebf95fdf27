package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.adapter.postgres.SecretRotation;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rotate_encryption_key}: stores every secret under the newest key. */
@Command(
        name = "rotate_encryption_key",
        mixinStandardHelpOptions = true,
        description =
                "Encrypts every stored token and webhook secret anew, under the first key of CHAT_ENCRYPTION_KEY, while"
                        + " nodes run.",
        footer = {
            "%nFirst start every node with CHAT_ENCRYPTION_KEY=<new>,<old>. Interrupted, it is run again.",
            "%nExit code: 1 if a secret opens under no key, or an old key is still needed.",
            "%nExamples:",
            "  fizko-chat rotate_encryption_key --dry_run",
            "  fizko-chat rotate_encryption_key --json"
        })
final class RotateKeyCommand implements Callable<Integer> {

    @Option(names = "--dry_run", description = "Only counts what would be encrypted.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var installation = Installation.open(System.getenv())) {
            var rotation = installation.get(SecretRotation.class);
            var before = rotation.count();
            var result = dryRun ? before : rotation.run(progress(before.left()));
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.indented(fields(result)));
            } else {
                print(result, out);
            }
            out.flush();
            return dryRun || result.left() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private Map<String, Object> fields(SecretRotation.Result result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("dry_run", dryRun);
        fields.put("key", result.key());
        fields.put("encrypted", result.encrypted());
        fields.put("left", result.left());
        fields.put("unreadable", result.unreadable());
        fields.put("other_keys", result.otherKeys());
        fields.put("other_keys_can_be_dropped", isOver(result));
        return fields;
    }

    private void print(SecretRotation.Result result, PrintWriter out) {
        if (dryRun) {
            out.printf("%d secrets would be encrypted under key %s%n", result.left(), result.key());
        } else {
            out.printf("%d secrets encrypted under key %s%n", result.encrypted(), result.key());
        }
        result.unreadable().forEach(where -> out.println("not readable: " + where));
        if (isOver(result) && !result.otherKeys().isEmpty()) {
            out.println("nothing needs key " + String.join(", ", result.otherKeys())
                    + " any more: drop it from CHAT_ENCRYPTION_KEY of every node");
        } else if (!dryRun && !isOver(result)) {
            out.println(result.left() + " secrets are under another key: keep every key, set these anew, run it again");
        }
    }

    /** Counting alone changes no key, so a node may still write under an old one. */
    private boolean isOver(SecretRotation.Result result) {
        return !dryRun && result.left() == 0;
    }

    private LongConsumer progress(long all) {
        return new WorkProgress(spec.commandLine().getErr(), "secrets", OptionalLong.of(all))::reached;
    }
}
