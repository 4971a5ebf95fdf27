package cl.fizko.chat.domain.agent.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.tax.DteType;
import cl.fizko.chat.domain.tax.Feast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Path AGENTS = Path.of("src/main/java/cl/fizko/chat/domain/agent");
    private static final Path DIALOGUE = Path.of("src/main/java/cl/fizko/chat/domain/dialogue");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9]+(?:\\.[a-z0-9]+)*)\"");
    private static final Pattern SAYING = Pattern.compile("\\bsay\\((?=\\s*\"([a-z0-9.]+)\"\\s*[,)])");
    private static final Texts TEXTS = Texts.chilean();

    @Test
    void everyKey_isUsedByTheCode() throws IOException {
        var used = literals();
        for (DteType type : DteType.values()) {
            used.add("dte.name." + type.code());
        }
        for (Feast feast : Feast.values()) {
            used.add("holiday." + feast.name());
        }
        assertThat(TEXTS.sentences().keySet()).isSubsetOf(used);
    }

    @Test
    void everyDottedKeyOfTheCode_exists() throws IOException {
        var dotted = new TreeSet<String>();
        literals().stream().filter(key -> key.contains(".")).forEach(dotted::add);
        assertThat(TEXTS.sentences().keySet()).containsAll(dotted);
    }

    @Test
    void namesOfHolidaysAndDocuments_areComplete() {
        for (DteType type : DteType.values()) {
            assertThat(TEXTS.say("dte.name." + type.code())).isNotBlank();
        }
        for (Feast feast : Feast.values()) {
            assertThat(TEXTS.say("holiday." + feast.name())).isNotBlank();
        }
    }

    @Test
    void everySaying_namesTheSentencesPlaceholders() throws IOException {
        int checked = 0;
        for (var source : sources()) {
            var saying = SAYING.matcher(source);
            while (saying.find()) {
                var arguments = arguments(source, saying.end());
                var names = new TreeSet<String>();
                for (int i = 1; i < arguments.size(); i += 2) {
                    names.add(arguments.get(i).replace("\"", ""));
                }
                assertThat(names).as(saying.group(1)).isEqualTo(TEXTS.placeholders(saying.group(1)));
                checked++;
            }
        }
        assertThat(checked).as("the code says sentences by their keys").isGreaterThan(100);
    }

    @Test
    void in_anotherLanguage_readsItsFile() {
        assertThat(Texts.in(Locale.forLanguageTag("es-CL")).sentences()).isEqualTo(TEXTS.sentences());
        assertThatThrownBy(() -> Texts.in(Locale.forLanguageTag("pt-BR")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pt-BR")
                .hasMessageContaining("texts_pt_BR.properties");
    }

    @Test
    void in_anIncompleteLanguage_namesTheKeys() {
        assertThatThrownBy(() -> Texts.in(Locale.forLanguageTag("en-ZZ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("texts_en_ZZ.properties")
                .hasMessageContaining("distance.ago")
                .hasMessageContaining("distance.left")
                .hasMessageContaining("no.such.key")
                .hasMessageNotContaining("distance.today");
    }

    @Test
    void say_isStrict() {
        var texts = new Texts(Map.of("hi", "Hola {name}, $1 {name}"));
        assertThat(texts.say("hi", "name", "Ana $2 \\ {x}")).isEqualTo("Hola Ana $2 \\ {x}, $1 Ana $2 \\ {x}");
        assertThatThrownBy(() -> texts.say("hi")).hasMessageContaining("{name}");
        assertThatThrownBy(() -> texts.say("hi", "name", "Ana", "age", "3")).hasMessageContaining("age");
        assertThatThrownBy(() -> texts.say("bye")).hasMessageContaining("bye");
    }

    @Test
    void sentences_haveAtMostOneEmojiAndNoCarelessSpaces() {
        TEXTS.sentences().forEach((key, sentence) -> {
            long emoji = sentence.codePoints()
                    .filter(c -> c >= 0x1F300 || (c >= 0x2600 && c <= 0x27BF) || c == 0x23F0)
                    .count();
            assertThat(emoji).as(key).isLessThanOrEqualTo(1);
            assertThat(sentence).as(key).doesNotContain("  ").isNotBlank();
        });
    }

    private static Set<String> literals() throws IOException {
        var found = new TreeSet<String>();
        for (var source : sources()) {
            var match = LITERAL.matcher(source);
            while (match.find()) {
                found.add(match.group(1));
            }
        }
        return found;
    }

    private static List<String> sources() throws IOException {
        var found = new ArrayList<String>();
        for (var folder : List.of(AGENTS, DIALOGUE)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> !f.startsWith(AGENTS.resolve("routing")))
                        .toList()) {
                    found.add(Files.readString(file));
                }
            }
        }
        return found;
    }

    /** The arguments of a call, as they are written, from behind its opening parenthesis on. */
    private static List<String> arguments(String source, int from) {
        var found = new ArrayList<String>();
        var start = from;
        var depth = 0;
        var quoted = false;
        for (int i = from; ; i++) {
            char c = source.charAt(i);
            if (c == '"' && source.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && depth == 0 && (c == ',' || c == ')')) {
                found.add(source.substring(start, i).strip());
                start = i + 1;
                if (c == ')') {
                    return found;
                }
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
    }
}
