package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.CleanUp;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cleanup_whatsapp_data}: deletes what is old. */
@Command(
        name = "cleanup_whatsapp_data",
        mixinStandardHelpOptions = true,
        description =
                "Deletes old webhook events and messages, with what hangs on them, in small batches beside a running app. What still"
                        + " waits stays: unsent messages, those that await a turn or whose outcome is unknown. Deliveries in"
                        + " quarantine go by CHAT_RETENTION_QUARANTINED_DAYS alone. serve does so by itself, by the"
                        + " CHAT_RETENTION_ variables.",
        footer = {
            "%nExamples:",
            "  fizko-chat cleanup_whatsapp_data --days=90 --dry_run",
            "  fizko-chat cleanup_whatsapp_data --days=90"
        })
final class CleanupCommand implements Callable<Integer> {

    @Option(
            names = "--days",
            description =
                    "Deletes events and messages that are older. Without it, what is older than the CHAT_RETENTION_"
                            + " variables say.")
    private @Nullable Integer days;

    @Option(names = "--dry_run", description = "Counts what would be deleted, and deletes nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (days != null && days < 1) {
            throw new IllegalArgumentException("--days: a day at least");
        }
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try (var installation = Installation.open(System.getenv())) {
            var cleanUp = installation.get(CleanUp.class);
            var kept = installation.settings().retention();
            var periods = days == null ? kept : kept.butEventsAndMessages(days);
            var tally = dryRun
                    ? cleanUp.count(periods, new WorkProgress(err, "counted", OptionalLong.empty()))
                    : cleanUp.delete(periods, new WorkProgress(err, "deleted", OptionalLong.empty()));
            if (json) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("dry_run", dryRun);
                fields.put(dryRun ? "would_delete" : "deleted", TallyFields.of(tally));
                out.println(Json.indented(fields));
            } else {
                out.println(tally.total() == 0 ? "nothing is that old" : dryRun ? "would delete" : "deleted");
                TallyFields.print(out, tally);
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
