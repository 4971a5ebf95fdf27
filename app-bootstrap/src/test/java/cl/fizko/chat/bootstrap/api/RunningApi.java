package cl.fizko.chat.bootstrap.api;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.setup.CreateCompany;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.bootstrap.wiring.Pace;
import cl.fizko.chat.bootstrap.wiring.RunningApp;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The whole app in this process, with the sandbox for its provider: started once for all tests that register this extension,
 * which keep out of each other's way by having companies of their own.
 */
public final class RunningApi implements BeforeAllCallback {

    public static final String PLATFORM_KEY = "clave-del-administrador-de-la-plataforma";

    static final ProviderId SANDBOX = new ProviderId("sandbox");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Shared shared;

    /** A company with one number of the sandbox. */
    public record TestCompany(CompanyId id, WhatsAppConfig config) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(Namespace.create(RunningApi.class))
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    }

    public RunningApp app() {
        return shared.app;
    }

    /** A client without a key. */
    public ApiClient client() {
        return shared.client;
    }

    /** A client with the platform administrator's key. */
    public ApiClient platform() {
        return shared.client.withKey(PLATFORM_KEY);
    }

    /** A company of its own for a test. */
    public TestCompany newCompany() {
        int number = COUNT.incrementAndGet();
        int digits = 20_000_000 + number;
        var company = shared.app
                .get(CreateCompany.class)
                .create("Empresa " + number, digits + "-" + Rut.checkDigitOf(digits));
        var config = shared.app
                .get(CreateConfig.class)
                .create(new CreateConfig.Command(
                        company.id(),
                        SANDBOX,
                        new LineId("sandbox-" + number),
                        Optional.of("account-" + number),
                        "+5695550" + String.format("%04d", number),
                        Duration.ZERO,
                        CompanyProfile.unknown(),
                        Optional.empty(),
                        List.of()));
        return new TestCompany(company.id(), config);
    }

    /** A customer writes to a company; returns the provider's id of the message. */
    public ExternalId receive(TestCompany company, String phone, String text) {
        return deliver(company.config().lineId().value(), phone, text, "accepted");
    }

    /** A delivery for a number that is not connected. */
    public ExternalId deliverToUnknown(String line, String phone, String text) {
        return deliver(line, phone, text, "quarantined");
    }

    private ExternalId deliver(String line, String phone, String text, String outcome) {
        var id = new ExternalId("simulated." + UUID.randomUUID());
        var codec = shared.app.get(Providers.class).webhooksOf(SANDBOX).orElseThrow();
        var delivery = codec.compose(
                new SimulatedMessage(
                        new IdempotencyKey(UUID.randomUUID().toString()),
                        new LineId(line),
                        id,
                        new PhoneNumber(phone),
                        "Cliente de Prueba",
                        text,
                        Instant.now()),
                new Secret(Shared.WEBHOOK_SECRET));
        var request = HttpRequest.newBuilder(URI.create(shared.address + "/api/chat/webhook/sandbox/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains(outcome)) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return id;
    }

    /** Asks until it is so; fails when it is not within half a minute. */
    public void await(BooleanSupplier condition) {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("it did not become so");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** What all tests share; closed when the last is over. */
    private static final class Shared implements AutoCloseable {

        static final String WEBHOOK_SECRET = "secreto-de-webhooks-de-prueba";

        private final Path folder;
        private final RunningApp app;
        private final String address;
        private final ApiClient client;

        private Shared(Path folder) {
            this.folder = folder;
            this.app = RunningApp.start(
                    Map.of(
                            "DATA_DIR",
                            folder.toString(),
                            "HTTP_PORT",
                            "0",
                            "CHAT_ADMIN_API_KEY",
                            PLATFORM_KEY,
                            "WHATSAPP_WEBHOOK_SECRET",
                            WEBHOOK_SECRET,
                            "CHAT_API_KEY_RATE_PER_SECOND",
                            "0",
                            "CHAT_IP_RATE_PER_SECOND",
                            "0"),
                    Pace.STANDARD);
            this.address = "http://127.0.0.1:" + app.port();
            this.client = ApiClient.of(address);
        }

        static Shared start() {
            try {
                return new Shared(Files.createTempDirectory("running-api"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            app.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
