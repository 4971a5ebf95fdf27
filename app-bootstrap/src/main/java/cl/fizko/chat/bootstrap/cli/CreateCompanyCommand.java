package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.setup.CreateCompany;
import cl.fizko.chat.bootstrap.wiring.Installation;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code create_company}: takes a company in and prints its id. */
@Command(
        name = "create_company",
        mixinStandardHelpOptions = true,
        description = "Takes a new company in and prints it as JSON.",
        footer = {"%nExample:", "  fizko-chat create_company --name \"Contadores del Sur\" --rut 76.000.000-0"})
final class CreateCompanyCommand implements Callable<Integer> {

    @Option(names = "--name", required = true, description = "How the company calls itself.")
    private String name = "";

    @Option(names = "--rut", required = true, description = "Its tax id, e.g. 76.192.083-9.")
    private String rut = "";

    @Mixin
    private JsonAnyway json = new JsonAnyway();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var installation = Installation.open(System.getenv())) {
            var company = installation.get(CreateCompany.class).create(name, rut);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", company.id().value());
            fields.put("name", company.name());
            fields.put("rut", company.rut().toString());
            json.print(spec.commandLine().getOut(), fields);
        }
        return ExitCode.OK;
    }
}
