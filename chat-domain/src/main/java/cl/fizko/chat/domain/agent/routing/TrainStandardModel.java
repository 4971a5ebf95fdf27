package cl.fizko.chat.domain.agent.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/**
 * Build step: trains the standard model from {@code src/main/routing} and puts it beside the compiled classes. Does
 * nothing if it is newer than both.
 */
public final class TrainStandardModel {

    private TrainStandardModel() {}

    /**
     * Trains.
     *
     * @param args the folder of examples and the folder of compiled classes
     */
    public static void main(String[] args) throws IOException {
        var lessons = Path.of(args[0]);
        var classes = Path.of(args[1]);
        var model = classes.resolve("cl/fizko/chat/domain/agent/routing").resolve(IntentModels.RESOURCE);
        if (Files.exists(model)
                && Files.getLastModifiedTime(model).compareTo(newest(lessons)) > 0
                && Files.getLastModifiedTime(model).compareTo(newest(classes)) >= 0) {
            return;
        }
        var curriculum = Curriculum.in(lessons);
        var trained = Trainer.train(curriculum.all(), curriculum.digressions());
        Files.createDirectories(model.getParent());
        try (var out = Files.newOutputStream(model)) {
            trained.writeTo(out);
        }
        System.out.printf(
                "intent model: %d features, %d bytes%n", trained.weights().size(), Files.size(model));
    }

    private static FileTime newest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(TrainStandardModel::modified)
                    .max(Comparator.naturalOrder())
                    .orElse(FileTime.fromMillis(0));
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
