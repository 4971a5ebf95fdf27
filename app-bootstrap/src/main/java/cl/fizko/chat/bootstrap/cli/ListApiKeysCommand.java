package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.access.ListApiKeys;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.access.ApiKey;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.company.CompanyId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list_api_keys}: the keys for the API, without their texts. */
@Command(
        name = "list_api_keys",
        mixinStandardHelpOptions = true,
        description = "Shows the keys for the API, the newest first. Times are UTC; a use is known to within a minute.",
        footer = {"%nExample:", "  fizko-chat list_api_keys --company_id 1"})
final class ListApiKeysCommand implements Callable<Integer> {

    private static final String ROW = "%-37s%-9s%-8s%-22s%-22s%s%n";

    @Option(names = "--company_id", description = "The keys of this company alone.")
    private Optional<Long> companyId = Optional.empty();

    @Option(names = "--json", description = "Prints JSON, one object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var scope = companyId.map(id -> Scope.of(new CompanyId(id))).orElse(Scope.everyCompany());
        try (var installation = Installation.open(System.getenv())) {
            var keys = installation.get(ListApiKeys.class).list(scope);
            if (json) {
                keys.forEach(key -> out.println(Json.line(ApiKeyFields.of(key))));
            } else {
                out.printf(ROW, "id", "company", "role", "last used", "revoked", "name");
                keys.forEach(this::print);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(ApiKey key) {
        spec.commandLine()
                .getOut()
                .printf(
                        ROW,
                        key.id(),
                        key.scope()
                                .company()
                                .map(id -> String.valueOf(id.value()))
                                .orElse("every"),
                        key.role().wireName(),
                        shown(key.lastUsedAt()),
                        shown(key.revokedAt()),
                        key.name().orElse(""));
    }

    private static String shown(Optional<Instant> time) {
        return time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }
}
