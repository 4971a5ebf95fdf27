package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.template.SetUpTemplates;
import cl.fizko.chat.application.template.SubmitTemplates;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.company.CompanyId;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code setup_whatsapp_templates}: the templates that a company begins with. */
@Command(
        name = "setup_whatsapp_templates",
        mixinStandardHelpOptions = true,
        description =
                "Stores the Spanish templates that a company begins with, and submits those that its provider does not know. Repeated,"
                        + " it changes nothing; what the company has edited stays as it is.",
        footer = {
            "%nExit code: 1 if the provider cannot be asked, or refuses or has rejected a template; the others are done.",
            "%nExamples:",
            "  fizko-chat setup_whatsapp_templates --company_id=1 --dry_run",
            "  fizko-chat setup_whatsapp_templates --company_id=1",
            "  fizko-chat setup_whatsapp_templates --company_id=1 --force --json"
        })
final class SetUpTemplatesCommand implements Callable<Integer> {

    @Option(names = "--company_id", required = true, description = "The company's id, as create_company printed it.")
    private long companyId;

    @Option(names = "--force", description = "Makes those that were edited again what they were, and says which.")
    private boolean force;

    @Option(names = "--dry_run", description = "Says what would be done; stores and submits nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var command = new SetUpTemplates.Command(new CompanyId(companyId), force, dryRun);
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var result = installation.get(SetUpTemplates.class).run(command, progress());
            var output = new TemplateSetUpOutput(command, result);
            if (json) {
                out.println(Json.indented(output.fields()));
            } else {
                output.print(out);
            }
            return result.succeeded() ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            out.flush();
        }
    }

    private SubmitTemplates.Listener progress() {
        var progress = new WorkProgress(spec.commandLine().getErr(), "templates", OptionalLong.empty());
        return new SubmitTemplates.Listener() {
            @Override
            public void begins(int texts) {
                progress.expect(texts);
            }

            @Override
            public void looked() {
                progress.done(1);
            }
        };
    }
}
