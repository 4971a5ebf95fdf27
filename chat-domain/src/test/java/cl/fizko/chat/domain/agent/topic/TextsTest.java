package cl.fizko.chat.domain.agent.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.tax.DteType;
import cl.fizko.chat.domain.tax.Feast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Path AGENTS = Path.of("src/main/java/cl/fizko/chat/domain/agent");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9]+(?:\\.[a-z0-9]+)*)\"");
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
        try (var files = Files.walk(AGENTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.startsWith(AGENTS.resolve("routing")))
                    .toList()) {
                var match = LITERAL.matcher(Files.readString(file));
                while (match.find()) {
                    found.add(match.group(1));
                }
            }
        }
        return found;
    }
}
