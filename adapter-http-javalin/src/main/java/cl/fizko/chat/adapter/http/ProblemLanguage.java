package cl.fizko.chat.adapter.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages of problems. Code says them in English; the Spanish catalogue has each English sentence beside its translation,
 * with gaps like {@code {0}} for what varies. A sentence that the catalogue lacks stays English. Thread-safe.
 */
enum ProblemLanguage {
    ENGLISH("en") {
        @Override
        String say(String english) {
            return english;
        }
    },
    SPANISH("es") {
        @Override
        String say(String english) {
            return Spanish.CATALOGUE.say(english);
        }
    };

    private final String tag;

    ProblemLanguage(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    /** The sentence in this language. */
    abstract String say(String english);

    /** What a header {@code Accept-Language} prefers; English when it prefers neither, or cannot be read. */
    static ProblemLanguage preferredBy(@Nullable String header) {
        if (header == null || header.length() > 200) {
            return ENGLISH;
        }
        try {
            var best = Locale.lookup(
                    Locale.LanguageRange.parse(header), List.of(Locale.ENGLISH, Locale.forLanguageTag("es")));
            return best != null && best.getLanguage().equals("es") ? SPANISH : ENGLISH;
        } catch (IllegalArgumentException e) {
            return ENGLISH; // the header is of no importance to what was asked
        }
    }

    /** The catalogue, read when it is first needed. */
    private static final class Spanish {

        private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

        static final Spanish CATALOGUE = new Spanish(read());

        private final Map<String, String> sentences = new HashMap<>();
        private final List<Shape> shapes = new ArrayList<>();

        private Spanish(Properties catalogue) {
            for (var english : catalogue.stringPropertyNames()) {
                var spanish = catalogue.getProperty(english);
                if (GAP.matcher(english).find()) {
                    shapes.add(new Shape(pattern(english), spanish));
                } else {
                    sentences.put(english, spanish);
                }
            }
            // The one that says most itself is tried first.
            shapes.sort((a, b) -> Integer.compare(
                    b.english().pattern().length(), a.english().pattern().length()));
        }

        String say(String english) {
            var whole = sentences.get(english);
            if (whole != null) {
                return whole;
            }
            for (var shape : shapes) {
                var match = shape.english().matcher(english);
                if (match.matches()) {
                    var said = shape.spanish();
                    for (int gap = 0; gap < match.groupCount(); gap++) {
                        said = said.replace("{" + gap + "}", match.group(gap + 1));
                    }
                    return said;
                }
            }
            return english;
        }

        /** Gaps are numbered in the order of the English sentence. */
        private static Pattern pattern(String english) {
            var pattern = new StringBuilder();
            var gaps = GAP.matcher(english);
            int from = 0;
            while (gaps.find()) {
                pattern.append(Pattern.quote(english.substring(from, gaps.start())))
                        .append("(.+?)");
                from = gaps.end();
            }
            return Pattern.compile(
                    pattern.append(Pattern.quote(english.substring(from))).toString());
        }

        private static Properties read() {
            try (var stream = ProblemLanguage.class.getResourceAsStream("problems_es.properties")) {
                var catalogue = new Properties();
                catalogue.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
                return catalogue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private record Shape(Pattern english, String spanish) {}
    }
}
