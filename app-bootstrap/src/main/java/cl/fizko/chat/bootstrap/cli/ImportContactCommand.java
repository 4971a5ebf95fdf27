package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.ImportContact;
import cl.fizko.chat.application.privacy.ImportContact.Outcome;
import cl.fizko.chat.bootstrap.archive.JsonArchiveReader;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.company.CompanyId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import_contact}: takes in what {@code export_contact} wrote. */
@Command(
        name = "import_contact",
        mixinStandardHelpOptions = true,
        description =
                "Takes in what export_contact wrote, here or elsewhere. Doing it again changes nothing. Nothing of it is sent or"
                        + " answered. The company needs the same business numbers.",
        footer = {
            "%nExit code: 1 if the company has erased this person, unless --even_if_erased is given.",
            "%nExample:",
            "  fizko-chat import_contact --in ana.json --company_id 1"
        })
final class ImportContactCommand implements Callable<Integer> {

    @Option(names = "--in", required = true, description = "The file; its folder of files is beside it.")
    private Path in = Path.of("");

    @Option(names = "--company_id", defaultValue = "1", description = "The company (default: ${DEFAULT-VALUE}).")
    private long companyId;

    @Option(names = "--even_if_erased", description = "Also if the company has erased this person before.")
    private boolean evenIfErased;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try (var reader = JsonArchiveReader.open(in);
                var installation = Installation.open(System.getenv())) {
            var progress = new WorkProgress(spec.commandLine().getErr(), "imported", OptionalLong.empty());
            var outcome = installation
                    .get(ImportContact.class)
                    .read(new CompanyId(companyId), reader, evenIfErased, progress);
            if (outcome instanceof Outcome.WasErased was) {
                throw new CliException("company " + companyId + " has erased this person on "
                        + was.erased().begunAt() + " (erasure " + was.erased().id()
                        + "); --even_if_erased brings them back");
            }
            var added = ((Outcome.Imported) outcome).added();
            if (json) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("company_id", companyId);
                fields.put("imported", TallyFields.of(added));
                out.println(Json.indented(fields));
            } else {
                out.println(added.total() == 0 ? "everything is here already" : "imported");
                TallyFields.print(out, added);
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
