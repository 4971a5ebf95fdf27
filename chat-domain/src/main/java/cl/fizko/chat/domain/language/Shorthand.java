package cl.fizko.chat.domain.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the abbreviations of WhatsApp stand for: {@code xq} is {@code porque}, {@code toy} is {@code estoy}. Immutable. */
final class Shorthand {

    private static final String RESOURCE = "shorthand.txt";

    private final Map<String, List<String>> meanings;

    private Shorthand(Map<String, List<String>> meanings) {
        this.meanings = meanings;
    }

    static Shorthand chilean() {
        var meanings = new HashMap<String, List<String>>();
        var stream = Objects.requireNonNull(Shorthand.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf(" = ");
                if (equals > 0 && !line.startsWith("#")) {
                    meanings.put(
                            line.substring(0, equals),
                            List.of(line.substring(equals + 3).strip().split(" ", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shorthand(meanings);
    }

    /** The words that an abbreviation stands for; empty for any other word. */
    List<String> meaning(String written) {
        return meanings.getOrDefault(written, List.of());
    }
}
