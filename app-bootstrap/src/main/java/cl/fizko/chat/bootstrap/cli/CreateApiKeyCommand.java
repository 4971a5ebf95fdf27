package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code create_api_key}: makes a key for the API and prints it, once. */
@Command(
        name = "create_api_key",
        mixinStandardHelpOptions = true,
        description = "Makes a key for the API and prints it as JSON. The key is shown now and never again.",
        footer = {
            "%nExamples:",
            "  fizko-chat create_api_key --company_id 1 --role agent --name \"front desk\"",
            "  fizko-chat create_api_key --platform --name operations"
        })
final class CreateApiKeyCommand implements Callable<Integer> {

    /** Whose data the key opens. */
    static final class Reach {
        @Option(names = "--company_id", description = "The company's id, as create_company printed it.")
        private Optional<Long> companyId = Optional.empty();

        @Option(names = "--platform", description = "Every company's data: for administrators of the installation.")
        private boolean platform;

        Scope scope() {
            return companyId.map(id -> Scope.of(new CompanyId(id))).orElse(Scope.everyCompany());
        }
    }

    @ArgGroup(multiplicity = "1")
    private Reach reach = new Reach();

    @Option(
            names = "--role",
            description = "viewer reads; agent also answers customers; admin also changes the set-up. Required with"
                    + " --company_id; with --platform it is admin.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--name", description = "Who or what will use it, for people.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private JsonAnyway json = new JsonAnyway();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var scope = reach.scope();
        var wanted = role();
        try (var installation = Installation.open(System.getenv())) {
            var created = installation.get(CreateApiKey.class).create(scope, wanted, name);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("api_key", created.text().text().reveal());
            fields.putAll(ApiKeyFields.of(created.key()));
            json.print(spec.commandLine().getOut(), fields);
        }
        return ExitCode.OK;
    }

    private Role role() {
        if (role.isEmpty() && reach.platform) {
            return Role.ADMIN;
        }
        return switch (role.orElse("")) {
            case "viewer" -> Role.VIEWER;
            case "agent" -> Role.AGENT;
            case "admin" -> Role.ADMIN;
            default -> throw new ParameterException(spec.commandLine(), "--role is one of admin, agent, viewer");
        };
    }
}
