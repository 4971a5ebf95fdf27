package cl.fizko.chat.domain.agent.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/** Reads the messages that the model learns from. */
final class ExampleFiles {

    private static final int VARIANTS_OF_A_TEMPLATE = 6;
    private static final long SEED = 20261122;

    private ExampleFiles() {}

    /** Every message of {@code <label>.txt} in a folder; {@code {a|b}} in a line stands for variants of it. */
    static List<Example> written(Path folder) {
        var random = new SplittableRandom(SEED);
        var examples = new ArrayList<Example>();
        for (var label : Labels.ALL) {
            for (var line : lines(folder.resolve(label.value() + ".txt"))) {
                variants(line, random).forEach(text -> examples.add(Example.of(text, label.value())));
            }
        }
        return examples;
    }

    /** The messages of a table {@code id, text, labels, note}. */
    static List<Example> labelled(Path table) {
        return lines(table).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> Example.of(cells[1], cells[2]))
                .toList();
    }

    /** The lines of a file that are neither blank nor a comment. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterable<String> variants(String line, SplittableRandom random) {
        var variants = new LinkedHashSet<String>();
        if (line.indexOf('{') < 0) {
            variants.add(line);
        } else {
            for (int i = 0; i < VARIANTS_OF_A_TEMPLATE; i++) {
                variants.add(filled(line, random));
            }
        }
        return variants;
    }

    private static String filled(String template, SplittableRandom random) {
        var text = template;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{')) {
            int close = text.indexOf('}', open);
            var choices = text.substring(open + 1, close).split("\\|", -1);
            text = text.substring(0, open) + choices[random.nextInt(choices.length)] + text.substring(close + 1);
        }
        return text.strip();
    }
}
