package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.application.history.ReconcileUnknownSends.Patience;
import cl.fizko.chat.application.setup.CreateCompany;
import cl.fizko.chat.application.setup.CreateConfig;
import cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks;
import cl.fizko.chat.bootstrap.wiring.Pace;
import cl.fizko.chat.bootstrap.wiring.RunningApp;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.CrashPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The app as {@code serve} runs it, but for the jobs that look after lost answers: they wait seconds instead of minutes. With the
 * argument {@code connect} it makes a company with a business number and ends. Lines of its standard input say at which
 * {@link CrashPoint} it is to die; it ends with the last one.
 */
public final class ReliabilityNode {

    /** So long statuses have the word; then the history; then the message is given up. */
    private static final Patience IMPATIENT = new Patience(
            Duration.ofMillis(1_500), Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(20));

    private static final Pace PACE = new Pace(
            IMPATIENT,
            Duration.ofMillis(500),
            Pace.STANDARD.backfillEvery(),
            Pace.STANDARD.backfillBehind(),
            Pace.STANDARD.templatesEvery(),
            Pace.STANDARD.remindersEvery());

    private ReliabilityNode() {}

    public static void main(String[] args) throws IOException {
        try (var app = RunningApp.start(System.getenv(), PACE)) {
            if (List.of(args).contains("connect")) {
                connectLine(app);
            } else {
                app.announcement().forEach(System.out::println);
                obey();
            }
        }
    }

    private static void obey() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            System.setProperty(CrashPoint.PROPERTY, line);
            System.out.println(line);
        }
    }

    private static void connectLine(RunningApp app) {
        var company = app.get(CreateCompany.class).create("Contadores de Prueba", "11.111.111-1");
        app.get(CreateConfig.class)
                .create(new CreateConfig.Command(
                        company.id(),
                        new ProviderId("kapso"),
                        new LineId(KapsoWebhooks.LINE),
                        Optional.of("209900000000001"),
                        "+56955500001",
                        Duration.ZERO,
                        CompanyProfile.unknown(),
                        Optional.empty(),
                        List.of()));
    }
}
