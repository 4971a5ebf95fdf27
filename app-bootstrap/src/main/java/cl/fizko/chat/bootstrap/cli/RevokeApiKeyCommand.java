package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.access.RevokeApiKey;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.access.Scope;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code revoke_api_key}: takes a key for the API back. */
@Command(
        name = "revoke_api_key",
        mixinStandardHelpOptions = true,
        description =
                "Takes a key for the API back for good and prints it as JSON, without its text. A running app refuses"
                        + " it within five seconds.",
        footer = {
            "%nExit code: 1 if there is no such key.",
            "%nExample:",
            "  fizko-chat revoke_api_key 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11"
        })
final class RevokeApiKeyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The key's id, as create_api_key and list_api_keys print it.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private JsonAnyway json = new JsonAnyway();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var installation = Installation.open(System.getenv())) {
            var revoked = installation
                    .get(RevokeApiKey.class)
                    .revoke(Scope.everyCompany(), id)
                    .orElseThrow(() -> new CliException("there is no key " + id));
            json.print(spec.commandLine().getOut(), ApiKeyFields.of(revoked));
        }
        return ExitCode.OK;
    }
}
