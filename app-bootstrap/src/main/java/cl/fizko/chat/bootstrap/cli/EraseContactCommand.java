package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase_contact}: the right to erasure. */
@Command(
        name = "erase_contact",
        mixinStandardHelpOptions = true,
        description =
                "Erases a person: contact, conversations, messages, decisions, files and raw deliveries; what waits to be sent to"
                        + " them is cancelled. Kept, blocked, is only that they opted out. Prints a receipt, which holds no personal data."
                        + " Cannot be undone: export_contact first. Who writes again is somebody new.",
        footer = {
            "%nExit code: 1 if no company knows the person. It may be repeated, and goes on after a crash.",
            "%nExamples:",
            "  fizko-chat erase_contact --phone +56912345678 --dry_run",
            "  fizko-chat erase_contact --phone +56912345678 --company_id 1 --json"
        })
final class EraseContactCommand implements Callable<Integer> {

    @Mixin
    private PersonOptions who = new PersonOptions();

    @Option(names = "--dry_run", description = "Counts what would be erased, and erases nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints nothing but JSON, which is what it prints in any case.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var person = who.person();
        try (var installation = Installation.open(System.getenv())) {
            var erase = installation.get(EraseContact.class);
            var receipts = new ArrayList<Map<String, Object>>();
            for (var company : who.companies(erase)) {
                var progress = new WorkProgress(
                        spec.commandLine().getErr(),
                        "company " + company.value() + ", records looked at",
                        OptionalLong.empty());
                if (dryRun) {
                    var fields = new LinkedHashMap<String, Object>();
                    fields.put("company_id", company.value());
                    fields.put("dry_run", true);
                    fields.put("would_erase", TallyFields.of(erase.preview(company, person, progress)));
                    receipts.add(fields);
                } else {
                    receipts.add(TallyFields.of(erase.erase(company, person, progress)));
                }
            }
            out.println(Json.indented(receipts));
            if (!json && !dryRun) {
                spec.commandLine()
                        .getErr()
                        .println("keep the receipt: it proves the erasure without telling who it was");
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
