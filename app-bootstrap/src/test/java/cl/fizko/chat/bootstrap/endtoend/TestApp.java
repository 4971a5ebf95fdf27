package cl.fizko.chat.bootstrap.endtoend;

import cl.fizko.chat.application.history.ReconcileUnknownSends;
import cl.fizko.chat.application.setup.CreateCompany;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.bootstrap.wiring.Pace;
import cl.fizko.chat.bootstrap.wiring.RunningApp;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole app in this process: its own sockets, a real PostgreSQL, and Kapso's double as its Kapso. */
final class TestApp implements AutoCloseable {

    static final String TOKEN = "clave-de-api-de-prueba";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningApp app;
    private final StoredMessages stored;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestApp(RunningApp app) {
        this.app = app;
        this.stored = new StoredMessages(app.jdbcUrl());
    }

    /** Starts a node on the folder's database; the first one also connects Kapso's line to a company. */
    static TestApp start(Path dataDir, KapsoDouble kapso) {
        return start(dataDir, kapso.baseUrl(), Pace.STANDARD, Map.of());
    }

    /** The same with more settings. */
    static TestApp start(Path dataDir, KapsoDouble kapso, Map<String, String> more) {
        return start(dataDir, kapso.baseUrl(), Pace.STANDARD, more);
    }

    /** A node that looks for what is missing every second instead of every few minutes. */
    static TestApp startImpatient(Path dataDir, String kapsoBaseUrl) {
        return startImpatient(dataDir, kapsoBaseUrl, Map.of());
    }

    /** The same with more settings. */
    static TestApp startImpatient(Path dataDir, String kapsoBaseUrl, Map<String, String> more) {
        var soon = Duration.ofSeconds(1);
        return start(
                dataDir,
                kapsoBaseUrl,
                new Pace(
                        new ReconcileUnknownSends.Patience(
                                soon.multipliedBy(2), soon, soon.multipliedBy(8), soon.multipliedBy(30)),
                        soon,
                        soon,
                        soon.multipliedBy(2),
                        soon,
                        soon),
                more);
    }

    /** A node that looks ten times a second who is to be reminded, by that clock. */
    static TestApp startReminding(Path dataDir, KapsoDouble kapso, Clock clock) {
        var standard = Pace.STANDARD;
        var pace = new Pace(
                standard.patience(),
                standard.reconcileEvery(),
                standard.backfillEvery(),
                standard.backfillBehind(),
                standard.templatesEvery(),
                Duration.ofMillis(100));
        return start(dataDir, kapso.baseUrl(), pace, Map.of(), clock);
    }

    private static TestApp start(Path dataDir, String kapsoBaseUrl, Pace pace, Map<String, String> more) {
        return start(dataDir, kapsoBaseUrl, pace, more, Clock.systemUTC());
    }

    private static TestApp start(Path dataDir, String kapsoBaseUrl, Pace pace, Map<String, String> more, Clock clock) {
        var environment = new HashMap<>(more);
        environment.put("DATA_DIR", dataDir.toString());
        environment.put("HTTP_PORT", "0");
        environment.put("KAPSO_API_BASE_URL", kapsoBaseUrl);
        environment.put("KAPSO_LINE_RATE_PER_SECOND", "0");
        environment.put("KAPSO_PAIR_RATE_LIMIT", "false");
        environment.put("KAPSO_API_TOKEN", TOKEN);
        environment.put("WHATSAPP_WEBHOOK_SECRET", KapsoWebhooks.SECRET + "," + KapsoWebhooks.META_SECRET);
        var app = new TestApp(RunningApp.start(environment, pace, clock));
        app.connectLine();
        return app;
    }

    private void connectLine() {
        var kapso = new ProviderId("kapso");
        var line = new LineId(KapsoWebhooks.LINE);
        if (app.get(WhatsAppConfigRepository.class).byLine(kapso, line).isEmpty()) {
            var company = app.get(CreateCompany.class).create("Contadores de Prueba", "11.111.111-1");
            app.get(CreateConfig.class)
                    .create(new CreateConfig.Command(
                            company.id(),
                            kapso,
                            line,
                            Optional.of("209900000000001"),
                            "+56955500001",
                            Duration.ZERO,
                            CompanyProfile.unknown(),
                            Optional.empty(),
                            List.of()));
        }
    }

    /** Delivers to the app as Kapso does. */
    HttpResponse<String> deliver(KapsoWebhooks.Delivery delivery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/chat/webhook/"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A part of the app. */
    <T> T get(Class<T> type) {
        return app.get(type);
    }

    int port() {
        return app.port();
    }

    /** Where the app has its database. */
    String jdbcUrl() {
        return app.jdbcUrl();
    }

    /** What the app has stored. */
    StoredMessages stored() {
        return stored;
    }

    @Override
    public void close() {
        app.close();
    }
}
