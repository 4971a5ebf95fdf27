package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.ArchiveWriter;
import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.application.privacy.ExportContact;
import cl.fizko.chat.bootstrap.archive.JsonArchiveWriter;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.port.ContactArchive.Section;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export_contact}: the rights of access and of portability. */
@Command(
        name = "export_contact",
        mixinStandardHelpOptions = true,
        description =
                "Writes everything that is held about a person as JSON, and their files into a folder beside it named"
                        + " <out>.media. import_contact reads it again; docs/privacy.md describes it.",
        footer = {
            "%nExit code: 1 if no company knows the person. With --company_id raw deliveries are searched all the same.",
            "%nExample:",
            "  fizko-chat export_contact --phone +56912345678 --out ana.json"
        })
final class ExportContactCommand implements Callable<Integer> {

    /** Within texts every quotation mark is escaped. */
    private static final String DOUBTFUL = "\"may_tell_of_others\":true";

    @Mixin
    private PersonOptions who = new PersonOptions();

    @Option(names = "--out", required = true, description = "A file that is not there yet.")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var person = who.person();
        try (var installation = Installation.open(System.getenv())) {
            var companies = who.companies(installation.get(EraseContact.class));
            if (companies.size() > 1) {
                throw new IllegalArgumentException("--company_id: several companies know this person; name one of "
                        + companies.stream().map(Object::toString).toList());
            }
            var parts = new AtomicLong();
            var doubtful = new AtomicLong();
            try (var writer =
                    JsonArchiveWriter.create(out, installation.get(Clock.class).instant())) {
                var known = installation
                        .get(ExportContact.class)
                        .export(
                                companies.get(0),
                                person,
                                counted(writer, parts, doubtful),
                                new WorkProgress(spec.commandLine().getErr(), "exported", OptionalLong.empty()));
                if (!known) {
                    throw new CliException("the company does not know this person");
                }
                writer.complete();
            }
            var fields = new LinkedHashMap<String, Object>();
            fields.put("company_id", companies.get(0).value());
            fields.put("records", parts.get());
            fields.put("may_tell_of_others", doubtful.get());
            fields.put("out", out.toString());
            if (doubtful.get() > 0) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "look before you hand it out: of " + doubtful
                                        + " deliveries nothing tells whether they are about this person alone (may_tell_of_others)");
            }
            spec.commandLine()
                    .getOut()
                    .println(json ? Json.indented(fields) : parts.get() + " records written to " + out);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static ArchiveWriter counted(ArchiveWriter writer, AtomicLong parts, AtomicLong doubtful) {
        return (part, file) -> {
            writer.write(part, file);
            parts.incrementAndGet();
            if (part.section() == Section.DELIVERY && part.json().contains(DOUBTFUL)) {
                doubtful.incrementAndGet();
            }
        };
    }
}
