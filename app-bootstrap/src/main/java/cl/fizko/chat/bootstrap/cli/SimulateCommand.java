package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.messaging.AwaitReply;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.setup.ProvisionDemo;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate}: lets a customer write to the running app, signed as the provider would sign it, and shows the reply. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "A customer writes: sends a signed webhook to the running app and prints the reply.",
        footer = {
            "%nExample, with `serve` running in another terminal:",
            "  fizko-chat simulate \"hola, ¿cuándo vence el F29?\""
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Parameters(paramLabel = "TEXT", description = "What the customer writes.")
    private String text = "";

    @Option(
            names = "--from",
            defaultValue = "+56955500199",
            description = "The customer's number (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(
            names = "--config",
            description = "The business number written to, by its config's id (default: the demo number).")
    private Optional<UUID> config = Optional.empty();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var customer = PhoneNumber.parse(from)
                .orElseThrow(() ->
                        new IllegalArgumentException("--from is a number with its country code, like +56955500199"));
        requireRunningApp(Installation.settings(System.getenv()));
        try (var installation = Installation.besideRunningApp(System.getenv())) {
            var line = line(installation);
            var incoming = new ExternalId("simulated." + UUID.randomUUID());
            deliver(installation, line, customer, incoming);
            return show(installation.get(AwaitReply.class).await(line.id(), incoming, PATIENCE));
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private WhatsAppConfig line(Installation installation) {
        var configs = installation.get(WhatsAppConfigRepository.class);
        if (config.isPresent()) {
            return configs.byId(new WhatsAppConfigId(config.get()))
                    .orElseThrow(() -> new CliException("--config: there is no config " + config.get()));
        }
        return configs.all().stream()
                .filter(candidate -> candidate.provider().equals(ProvisionDemo.SANDBOX))
                .findFirst()
                .orElseThrow(
                        () -> new CliException("there is no sandbox number here: name a config with --config, or start"
                                + " `serve` on the embedded database once, which makes one"));
    }

    private void deliver(Installation installation, WhatsAppConfig line, PhoneNumber customer, ExternalId id)
            throws InterruptedException {
        var codec = installation
                .get(Providers.class)
                .webhooksOf(line.provider())
                .orElseThrow(() -> new CliException("the provider " + line.provider() + " is not installed"));
        var secrets = line.webhookSecrets().isEmpty() ? installation.keys().webhookSecrets() : line.webhookSecrets();
        var message = new SimulatedMessage(
                new IdempotencyKey(UUID.randomUUID().toString()),
                line.lineId(),
                id,
                customer,
                "Cliente de prueba",
                text,
                Instant.now());
        var delivery = codec.compose(message, secrets.get(0));
        var address = address(installation.settings(), "/api/chat/webhook/" + line.provider() + "/");
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        var response = call(request.build());
        if (response.statusCode() != 200 || !response.body().contains("accepted")) {
            throw new CliException(
                    "the app at " + address + " answered " + response.statusCode() + " " + response.body());
        }
    }

    /** Asked first, so that a forgotten {@code serve} is told at once and no database is made for nothing. */
    private void requireRunningApp(Settings settings) throws InterruptedException {
        call(HttpRequest.newBuilder(address(settings, "/health/live"))
                .timeout(PATIENCE)
                .build());
    }

    private HttpResponse<String> call(HttpRequest request) throws InterruptedException {
        // not a field: every command is made at every start, and a client reads the certificates that Java trusts
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CliException(
                    "no app answers at " + request.uri() + ": start it with `serve` in another terminal");
        }
    }

    private static URI address(Settings settings, String path) {
        return URI.create("http://%s:%d%s".formatted(settings.httpHost(), settings.httpPort(), path));
    }

    private int show(AwaitReply.Result result) {
        if (result instanceof AwaitReply.Result.Replied replied) {
            replied.parts().forEach(this::print);
            return ExitCode.OK;
        }
        if (result instanceof AwaitReply.Result.Silent silent) {
            spec.commandLine().getErr().println("no reply: " + silent.why());
            return ExitCode.OK;
        }
        throw new CliException(
                "no reply within " + PATIENCE.toSeconds() + " s: is the app busy, or its provider away?");
    }

    private void print(Message part) {
        var out = spec.commandLine().getOut();
        var words = part.content().words().orElse("(" + part.content().type() + ")");
        if (json) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("message_id", part.id().toString());
            fields.put("agent_name", part.agentName().map(Object::toString).orElse(null));
            fields.put("status", part.status().map(DeliveryStatus::wireName).orElse(null));
            fields.put("content", words);
            out.println(Json.indented(fields));
            return;
        }
        out.println(words);
        out.printf("%n(%s, %s)%n", part.agentName().map(Object::toString).orElse("?"), outcome(part));
    }

    private static String outcome(Message part) {
        return part.failure()
                .map(failure -> "failed: " + failure.detail())
                .orElseGet(() -> part.status().map(DeliveryStatus::wireName).orElse("?"));
    }
}
