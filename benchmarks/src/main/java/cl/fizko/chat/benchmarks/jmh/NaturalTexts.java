package cl.fizko.chat.benchmarks.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts as customers write them, in turn. Each comes as a string of its own: from the wire, none has been met before. */
final class NaturalTexts {

    private static final String RESOURCE = "/cl/fizko/chat/domain/dialogue/natural.txt";

    private final List<String> texts;
    private int next;

    NaturalTexts() {
        try (var stream = NaturalTexts.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            texts = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String next() {
        next = (next + 1) % texts.size();
        return new String(texts.get(next).toCharArray());
    }
}
