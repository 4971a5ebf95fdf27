package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.ReadText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures routing and writes the figures into {@code docs/routing.md}, below its marker. Run it with
 * {@code mvn -pl chat-domain test-compile exec:java@routing-report}.
 */
public final class RoutingReport {

    private static final String MARKER = "<!-- report: everything below is generated -->";
    private static final int FOLDS = 5;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 50;

    private RoutingReport() {}

    /**
     * Writes the report.
     *
     * @param args the module's folder
     */
    public static void main(String[] args) throws IOException {
        var module = Path.of(args[0]);
        var curriculum = Curriculum.in(module.resolve("src/main/routing"));
        var heldOut = HeldOut.in(module);

        long start = System.nanoTime();
        var model = IntentModels.load();
        double load = (System.nanoTime() - start) / 1e6;

        var folds = new Scorecard();
        for (int fold = 0; fold < FOLDS; fold++) {
            var trained = Trainer.train(curriculum.without(fold, FOLDS), curriculum.digressions());
            folds.add(new LinearIntentModel(trained), curriculum.fold(fold, FOLDS));
        }
        var unseen = new Scorecard();
        unseen.add(model, heldOut);

        var report = MARKER + "\n\n"
                + unseen.markdown("Held-out messages, never trained on")
                + folds.markdown("Five-fold cross-validation on the labelled messages")
                + speed(model, heldOut, load);
        var page = module.resolveSibling("docs").resolve("routing.md");
        var text = Files.readString(page);
        Files.writeString(page, text.substring(0, text.indexOf(MARKER)) + report);
        System.out.println(report);
    }

    private static String speed(LinearIntentModel model, List<Example> messages, double load) throws IOException {
        for (int round = 0; round < WARM_UP; round++) {
            messages.forEach(message -> model.judge(ReadText.of(message.text())));
        }
        double fastest = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            messages.forEach(message -> model.judge(ReadText.of(message.text())));
            fastest = Math.min(fastest, (System.nanoTime() - start) / 1e3 / messages.size());
        }
        try (var resource = IntentModels.class.getResourceAsStream(IntentModels.RESOURCE)) {
            int bytes = resource == null ? 0 : resource.readAllBytes().length;
            return String.format(
                    Locale.ROOT,
                    "### Speed\n\n%.0f µs a message on one core after warm-up (the quietest of %d rounds); "
                            + "%.0f ms to load the model for the first time in its JVM; %d kB of weights and vocabulary.\n",
                    fastest,
                    ROUNDS,
                    load,
                    bytes / 1024);
        }
    }
}
